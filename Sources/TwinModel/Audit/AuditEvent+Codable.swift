extension AuditEvent: Codable {
  private enum Key: String, CodingKey {
    case kind, site, timeNanoseconds, recorder, record
  }

  /// Reads `kind`, `site`, `timeNanoseconds`, `recorder` and the kind's own fields in `record`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: .kind)
    guard let kind = AuditRecord.Kind.allCases.first(where: { $0.name == name }) else {
      let names = AuditRecord.Kind.allCases.map(\.name).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container, debugDescription: "\"\(name)\" is none of \(names)")
    }
    self.init(
      site: try container.decode(String.self, forKey: .site),
      time: SourceTime(nanoseconds: try container.decode(Int64.self, forKey: .timeNanoseconds)),
      recorder: try container.decode(String.self, forKey: .recorder),
      record: try AuditRecord(kind, from: container.superDecoder(forKey: .record)))
  }

  /// Writes the same fields.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(record.kind.name, forKey: .kind)
    try container.encode(site, forKey: .site)
    try container.encode(time.nanoseconds, forKey: .timeNanoseconds)
    try container.encode(recorder, forKey: .recorder)
    try container.encode(record, forKey: .record)
  }
}
