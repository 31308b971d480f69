/// A change of how the system is set up.
public struct ConfigurationChangeRecord: Sendable, Hashable, Codable {
  /// What was changed: a file, a setting, a policy.
  public var subject: String
  /// Who changed it.
  public var person: String
  /// What changed, in words.
  public var statement: String
  /// Digest of the new content; absent when it was removed.
  public var digest: ObjectDigest?
  /// Digest of the content before.
  public var previous: ObjectDigest?

  /// Creates a record.
  public init(
    subject: String, person: String, statement: String, digest: ObjectDigest? = nil, previous: ObjectDigest? = nil
  ) {
    self.subject = subject
    self.person = person
    self.statement = statement
    self.digest = digest
    self.previous = previous
  }
}

extension ConfigurationChangeRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, subject)
    fields.put(2, person)
    fields.put(3, statement)
    fields.put(4, digest)
    fields.put(5, previous)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    subject = try fields.text(1)
    person = try fields.text(2)
    statement = try fields.text(3)
    digest = try fields.optionalDigest(4)
    previous = try fields.optionalDigest(5)
  }
}
