/// A new set of members of the ledger.
public struct MembershipChangeRecord: Sendable, Hashable, Codable {
  /// Epoch that begins with it.
  public var epoch: UInt64
  /// Digest of the new member set.
  public var members: ObjectDigest
  /// Ids of members that were not in the set before.
  public var added: [String]
  /// Ids of members that are no longer in it.
  public var removed: [String]

  /// Creates a record.
  public init(
    epoch: UInt64, members: ObjectDigest, added: [String] = [], removed: [String] = []
  ) {
    self.epoch = epoch
    self.members = members
    self.added = added
    self.removed = removed
  }
}

extension MembershipChangeRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, epoch)
    fields.put(2, members)
    fields.put(3, added)
    fields.put(4, removed)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    epoch = try fields.unsigned(1)
    members = try fields.digest(2)
    added = try fields.texts(3)
    removed = try fields.texts(4)
  }
}
