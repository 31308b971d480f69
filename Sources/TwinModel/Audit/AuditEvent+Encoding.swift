extension AuditEvent {
  /// The canonical encoding.
  public func encoded() throws(AuditEventError) -> [UInt8] {
    var fields = AuditFields()
    fields.put(1, Self.version)
    fields.put(2, record.kind.rawValue)
    fields.put(3, site)
    fields.put(4, time.nanoseconds)
    fields.put(5, recorder)
    fields.put(6, record.fields.map)
    let bytes = fields.map.encoded
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    return bytes
  }

  /// Reads a canonical encoding, and no other.
  public init(decoding bytes: [UInt8]) throws(AuditEventError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    let item: CBORItem
    do throws(CBORError) { item = try CBORItem(decoding: bytes) } catch { throw .encoding(error) }
    var fields = try AuditFields(item)
    let version = try fields.unsigned(1)
    guard version == Self.version else { throw .unknownVersion(version) }
    let number = try fields.unsigned(2)
    guard let kind = AuditRecord.Kind(rawValue: number) else { throw .unknownKind(number) }
    site = try fields.text(3)
    time = SourceTime(nanoseconds: try fields.integer(4))
    recorder = try fields.text(5)
    var content = try AuditFields(try fields.item(6))
    try fields.finish()
    record = try AuditRecord(kind, fields: &content)
    try content.finish()
  }
}
