/// Something done to the plant or a device, or tried.
public struct ActionRecord: Sendable, Hashable, Codable {
  /// What came of an action.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// It was begun; what came of it is not known yet.
    case attempted
    /// It was done.
    case done
    /// It was not done.
    case failed
    /// It was undone.
    case rolledBack = "rolled_back"
  }

  /// Id of the incident or plan that it belongs to.
  public var subject: String
  /// The tag, asset or service acted upon.
  public var target: String
  /// What was asked for, such as `close` or `write 0.35`.
  public var command: String
  /// What came of it.
  public var outcome: Outcome
  /// What the target answered, or why it failed.
  public var detail: String?

  /// Creates a record.
  public init(
    subject: String, target: String, command: String, outcome: Outcome, detail: String? = nil
  ) {
    self.subject = subject
    self.target = target
    self.command = command
    self.outcome = outcome
    self.detail = detail
  }
}

extension ActionRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, subject)
    fields.put(2, target)
    fields.put(3, command)
    fields.put(4, outcome.rawValue)
    fields.put(5, detail)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    subject = try fields.text(1)
    target = try fields.text(2)
    command = try fields.text(3)
    guard let outcome = Outcome(rawValue: try fields.text(4)) else { throw .wrongForm(field: 4) }
    self.outcome = outcome
    detail = try fields.optionalText(5)
  }
}
