/// Which tag stands where in the tables of one Modbus server.
public struct RegisterMap: Sendable, Equatable {
  /// One tag's place.
  public struct Entry: Sendable, Equatable {
    /// Place of the tag in `CommunicationPlan.signals`.
    public let signal: Int
    /// First bit or register, from 0.
    public let address: Int
    /// How the value stands there.
    public let encoding: RegisterEncoding
    /// Where the server keeps the value.
    let point: Int
  }

  /// Shape `[table]`, each in order of addresses, without gaps.
  private var tables = [[Entry]](repeating: [], count: RegisterTable.allCases.count)
  /// Shape `[table, address]`: the entry that begins there, or −1.
  private var beginnings = [[Int16]](repeating: [], count: RegisterTable.allCases.count)

  /// The entries of a table, in order of addresses.
  public func entries(_ table: RegisterTable) -> [Entry] { tables[Int(table.rawValue)] }

  /// The entries that fill `count` elements from an address exactly; `nil` when tags are cut or the table ends before.
  public func entries(_ table: RegisterTable, from address: Int, count: Int) -> Range<Int>? {
    let (starts, entries) = (beginnings[Int(table.rawValue)], tables[Int(table.rawValue)])
    guard count > 0, starts.indices.contains(address), starts[address] >= 0, address + count <= starts.count else {
      return nil
    }
    let end = address + count
    guard end == starts.count || starts[end] >= 0 else { return nil }
    return Int(starts[address])..<(end == starts.count ? entries.count : Int(starts[end]))
  }

  /// Where a tag stands; `nil` when the server does not have it.
  public func place(of signal: Int) -> (table: RegisterTable, entry: Entry)? {
    for table in RegisterTable.allCases {
      if let entry = entries(table).first(where: { $0.signal == signal }) { return (table, entry) }
    }
    return nil
  }

  /// Puts a tag at the end of a table.
  mutating func append(signal: Int, point: Int, encoding: RegisterEncoding, to table: RegisterTable) {
    let place = Int(table.rawValue)
    let address = beginnings[place].count
    beginnings[place].append(Int16(tables[place].count))
    for _ in 1..<max(1, encoding.width) { beginnings[place].append(-1) }
    tables[place].append(Entry(signal: signal, address: address, encoding: encoding, point: point))
  }

  /// Parts of a table that one request can read, or write: first entry and one past the last.
  func parts(of table: RegisterTable, limit: Int) -> [Range<Int>] {
    let entries = entries(table)
    var parts: [Range<Int>] = []
    var start = 0
    var width = 0
    for (index, entry) in entries.enumerated() {
      if width + entry.encoding.width > limit {
        parts.append(start..<index)
        (start, width) = (index, 0)
      }
      width += entry.encoding.width
    }
    if start < entries.count { parts.append(start..<entries.count) }
    return parts
  }
}
