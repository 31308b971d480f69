/// A model that takes another's place.
public struct ModelUpdateRecord: Sendable, Hashable, Codable {
  /// Name of the model.
  public var model: String
  /// Digest of the new model's file.
  public var digest: ObjectDigest
  /// Digest of the file before.
  public var previous: ObjectDigest?
  /// Where it comes from, such as `training` or `federation round 12`.
  public var cause: String
  /// Who contributed, as far as that may be known.
  public var contributors: [String]

  /// Creates a record.
  public init(
    model: String, digest: ObjectDigest, previous: ObjectDigest? = nil, cause: String, contributors: [String] = []
  ) {
    self.model = model
    self.digest = digest
    self.previous = previous
    self.cause = cause
    self.contributors = contributors
  }
}

extension ModelUpdateRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, model)
    fields.put(2, digest)
    fields.put(3, previous)
    fields.put(4, cause)
    fields.put(5, contributors)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    model = try fields.text(1)
    digest = try fields.digest(2)
    previous = try fields.optionalDigest(3)
    cause = try fields.text(4)
    contributors = try fields.texts(5)
  }
}
