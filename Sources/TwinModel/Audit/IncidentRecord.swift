/// An incident and how it stands.
public struct IncidentRecord: Sendable, Hashable, Codable {
  /// How an incident stands.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// It was opened.
    case opened
    /// It is judged differently than before.
    case revised
    /// It was closed.
    case closed
  }

  /// Id of the incident.
  public var incident: String
  /// How it stands now.
  public var state: State
  /// What happened, in words.
  public var statement: String
  /// Layers at which evidence arose.
  public var layers: [Layer]
  /// Techniques it is taken for, as MITRE ATT&CK for ICS names them, such as `T0836`.
  public var techniques: [String]
  /// Tags concerned.
  public var tags: [String]
  /// Digest of the evidence and explanation.
  public var evidence: ObjectDigest?

  /// Creates a record.
  public init(
    incident: String, state: State, statement: String, layers: [Layer] = [], techniques: [String] = [],
    tags: [String] = [], evidence: ObjectDigest? = nil
  ) {
    self.incident = incident
    self.state = state
    self.statement = statement
    self.layers = layers
    self.techniques = techniques
    self.tags = tags
    self.evidence = evidence
  }
}

extension IncidentRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, incident)
    fields.put(2, state.rawValue)
    fields.put(3, statement)
    fields.put(4, layers.map(\.rawValue))
    fields.put(5, techniques)
    fields.put(6, tags)
    fields.put(7, evidence)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    incident = try fields.text(1)
    guard let state = State(rawValue: try fields.text(2)) else { throw .wrongForm(field: 2) }
    self.state = state
    statement = try fields.text(3)
    layers = []
    for text in try fields.texts(4) {
      guard let layer = Layer(rawValue: text) else { throw .wrongForm(field: 4) }
      layers.append(layer)
    }
    techniques = try fields.texts(5)
    tags = try fields.texts(6)
    evidence = try fields.optionalDigest(7)
  }
}
