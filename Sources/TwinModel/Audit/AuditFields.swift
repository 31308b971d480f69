/// The fields of a record by their numbers, on their way to or from a CBOR map.
struct AuditFields {
  private var items: [(key: UInt64, item: CBORItem)] = []

  init() {}

  /// Takes the fields of a map apart.
  init(_ item: CBORItem) throws(AuditEventError) {
    guard case .map(let pairs) = item else { throw .wrongForm(field: 0) }
    for pair in pairs {
      guard case .unsigned(let key) = pair.key else { throw .wrongForm(field: 0) }
      items.append((key, pair.value))
    }
  }

  /// The map.
  var map: CBORItem { .map(items.map { CBORPair(.unsigned($0.key), $0.item) }) }

  // Writing. What is absent or empty takes no place, so that no value has two encodings.

  mutating func put(_ key: UInt64, _ value: UInt64) { items.append((key, .unsigned(value))) }

  mutating func put(_ key: UInt64, _ value: Int64) { items.append((key, .integer(value))) }

  mutating func put(_ key: UInt64, _ value: String) { items.append((key, .text(value))) }

  mutating func put(_ key: UInt64, _ value: [UInt8]) { items.append((key, .bytes(value))) }

  mutating func put(_ key: UInt64, _ value: CBORItem) { items.append((key, value)) }

  mutating func put(_ key: UInt64, _ value: ObjectDigest?) {
    if let value { items.append((key, .bytes(value.bytes))) }
  }

  mutating func put(_ key: UInt64, _ value: String?) {
    if let value { items.append((key, .text(value))) }
  }

  mutating func put(_ key: UInt64, _ values: [String]) {
    if !values.isEmpty { items.append((key, .array(values.map { .text($0) }))) }
  }

  // Reading. Every read takes the field out; what is left at the end is unknown.

  mutating func unsigned(_ key: UInt64) throws(AuditEventError) -> UInt64 {
    guard case .unsigned(let value) = try take(key) else { throw .wrongForm(field: key) }
    return value
  }

  mutating func integer(_ key: UInt64) throws(AuditEventError) -> Int64 {
    switch try take(key) {
    case .unsigned(let value): if let value = Int64(exactly: value) { return value }
    case .negative(let value): if let value = Int64(exactly: value) { return -1 - value }
    default: break
    }
    throw .wrongForm(field: key)
  }

  mutating func text(_ key: UInt64) throws(AuditEventError) -> String {
    guard case .text(let value) = try take(key) else { throw .wrongForm(field: key) }
    return value
  }

  mutating func optionalText(_ key: UInt64) throws(AuditEventError) -> String? { has(key) ? try text(key) : nil }

  mutating func texts(_ key: UInt64) throws(AuditEventError) -> [String] {
    guard has(key) else { return [] }
    guard case .array(let items) = try take(key), !items.isEmpty else { throw .wrongForm(field: key) }
    var values: [String] = []
    for item in items {
      guard case .text(let value) = item else { throw .wrongForm(field: key) }
      values.append(value)
    }
    return values
  }

  mutating func bytes(_ key: UInt64) throws(AuditEventError) -> [UInt8] {
    guard case .bytes(let value) = try take(key) else { throw .wrongForm(field: key) }
    return value
  }

  mutating func digest(_ key: UInt64) throws(AuditEventError) -> ObjectDigest {
    guard let digest = ObjectDigest(try bytes(key)) else { throw .wrongForm(field: key) }
    return digest
  }

  mutating func optionalDigest(_ key: UInt64) throws(AuditEventError) -> ObjectDigest? {
    has(key) ? try digest(key) : nil
  }

  mutating func item(_ key: UInt64) throws(AuditEventError) -> CBORItem { try take(key) }

  /// Makes sure that nothing is left.
  func finish() throws(AuditEventError) {
    if let (key, _) = items.first { throw .unknownField(key) }
  }

  private func has(_ key: UInt64) -> Bool { items.contains { $0.key == key } }

  private mutating func take(_ key: UInt64) throws(AuditEventError) -> CBORItem {
    guard let position = items.firstIndex(where: { $0.key == key }) else { throw .missingField(key) }
    return items.remove(at: position).item
  }
}
