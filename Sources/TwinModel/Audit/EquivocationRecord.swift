/// Two statements signed by one member that exclude each other.
public struct EquivocationRecord: Sendable, Hashable, Codable {
  /// Id of the member.
  public var member: String
  /// Epoch of the member set.
  public var epoch: UInt64
  /// View in which both were signed.
  public var view: UInt64
  /// One statement with its signature, as received.
  public var first: [UInt8]
  /// The other.
  public var second: [UInt8]

  /// Creates a record.
  public init(
    member: String, epoch: UInt64, view: UInt64, first: [UInt8], second: [UInt8]
  ) {
    self.member = member
    self.epoch = epoch
    self.view = view
    self.first = first
    self.second = second
  }
}

extension EquivocationRecord: AuditRecordContent {
  var fields: AuditFields {
    var fields = AuditFields()
    fields.put(1, member)
    fields.put(2, epoch)
    fields.put(3, view)
    fields.put(4, first)
    fields.put(5, second)
    return fields
  }

  init(fields: inout AuditFields) throws(AuditEventError) {
    member = try fields.text(1)
    epoch = try fields.unsigned(2)
    view = try fields.unsigned(3)
    first = try fields.bytes(4)
    second = try fields.bytes(5)
  }
}

extension EquivocationRecord {
  private enum CodingKeys: String, CodingKey {
    case member, epoch, view, first, second
  }

  /// Reads the statements as hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func statement(_ key: CodingKeys) throws -> [UInt8] {
      guard let bytes = [UInt8](hexadecimal: try container.decode(String.self, forKey: key)) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "not hexadecimal")
      }
      return bytes
    }
    self.init(
      member: try container.decode(String.self, forKey: .member),
      epoch: try container.decode(UInt64.self, forKey: .epoch),
      view: try container.decode(UInt64.self, forKey: .view), first: try statement(.first),
      second: try statement(.second))
  }

  /// Writes the statements as hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(member, forKey: .member)
    try container.encode(epoch, forKey: .epoch)
    try container.encode(view, forKey: .view)
    try container.encode(first.hexadecimal, forKey: .first)
    try container.encode(second.hexadecimal, forKey: .second)
  }
}
