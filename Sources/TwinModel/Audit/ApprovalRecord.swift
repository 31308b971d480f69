/// A person's decision.
public struct ApprovalRecord: Sendable, Hashable, Codable {
  /// What a person decided.
  public enum Decision: String, Sendable, Codable, CaseIterable {
    /// It may go on.
    case approved
    /// It must not go on.
    case rejected
  }

  /// Id of what was decided on: an incident, a plan, a member.
  public var subject: String
  /// What was decided.
  public var decision: Decision
  /// Who decided.
  public var person: String
  /// Why, in the person's words.
  public var reason: String?
  /// Digest of exactly what the person was shown.
  public var object: ObjectDigest?

  /// Creates a record.
  public init(
    subject: String, decision: Decision, person: String, reason: String? = nil, object: ObjectDigest? = nil
  ) {
    self.subject = subject
    self.decision = decision
    self.person = person
    self.reason = reason
    self.object = object
  }
}

extension ApprovalRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, subject)
    fields.put(2, decision.rawValue)
    fields.put(3, person)
    fields.put(4, reason)
    fields.put(5, object)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    subject = try fields.text(1)
    guard let decision = Decision(rawValue: try fields.text(2)) else { throw .wrongForm(field: 2) }
    self.decision = decision
    person = try fields.text(3)
    reason = try fields.optionalText(4)
    object = try fields.optionalDigest(5)
  }
}
