/// What the first line of a recording says: which column is what.
struct RecordingHeader: Equatable {
  /// One column: its name, its role, and for tags and qualities the index of the tag.
  struct Column: Equatable {
    var name: String
    var role: ColumnRole
    var slot = 0
  }

  /// In the file's order.
  let columns: [Column]
  /// Names of the tags, in the file's order.
  let tags: [String]
  /// The byte between cells.
  let delimiter: UInt8

  func has(_ role: ColumnRole) -> Bool { columns.contains { $0.role == role } }

  /// Reads the header.
  init(
    _ record: UnsafeMutableBufferPointer<UInt8>, options: RecordingOptions
  ) throws(RecordingError.Problem) {
    delimiter = options.delimiter ?? Self.inferDelimiter(UnsafeBufferPointer(record))
    let names = try Self.names(record, delimiter: delimiter)
    var roles = try Self.roles(names, options: options)
    var slots: [String: Int] = [:]
    for (column, role) in roles.enumerated() where role == .tag {
      if names[column].isEmpty { throw .unnamedColumn(column: column + 1) }
      slots[names[column]] = column
    }
    for (column, name) in names.enumerated() where roles[column] == .tag {
      if let base = Self.qualityBase(name), slots[base] != nil { roles[column] = .quality }
    }
    var tags: [String] = []
    for (column, name) in names.enumerated() where roles[column] == .tag {
      slots[name] = tags.count
      tags.append(name)
    }
    if tags.isEmpty { throw .noTags }
    self.tags = tags
    columns = names.enumerated().map { column, name in
      let base = roles[column] == .quality ? Self.qualityBase(name) ?? name : name
      let slot = roles[column] == .tag || roles[column] == .quality ? slots[base] ?? 0 : 0
      return Column(name: name, role: roles[column], slot: slot)
    }
  }

  /// The tag that a column of this name would be the quality of.
  private static func qualityBase(_ name: String) -> String? {
    name.hasSuffix(ColumnRole.qualitySuffix) ? String(name.dropLast(ColumnRole.qualitySuffix.count)) : nil
  }

  /// The candidate that occurs most often outside quotes; comma when none does.
  private static func inferDelimiter(_ record: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in record {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  private static func names(
    _ record: UnsafeMutableBufferPointer<UInt8>, delimiter: UInt8
  ) throws(RecordingError.Problem) -> [String] {
    guard let first = record.baseAddress else { throw .unnamedColumn(column: 1) }
    var cursor = CellCursor(position: first, end: first + record.count, delimiter: delimiter)
    var names: [String] = []
    var columns: [String: Int] = [:]
    repeat {
      let column = names.count + 1
      let cell: CellCursor.Cell
      do throws(CellCursor.TextAfterQuote) { cell = try cursor.next() } catch {
        throw .textAfterQuote(line: 1, column: column)
      }
      guard let name = String(validating: cell.text, as: UTF8.self) else { throw .notUTF8(line: 1, column: column) }
      if !cell.isQuoted && name.contains("\r") { throw .carriageReturnsOnly }
      if name.isEmpty { throw .unnamedColumn(column: column) }
      if let earlier = columns.updateValue(column, forKey: name) {
        throw .duplicateColumn(name: name, first: earlier, second: column)
      }
      names.append(name)
    } while cursor.advance()
    return names
  }

  private static func roles(
    _ names: [String], options: RecordingOptions
  ) throws(RecordingError.Problem) -> [ColumnRole] {
    var roles = [ColumnRole](repeating: .tag, count: names.count)
    let ignored = Set(options.ignoredColumns)
    for (column, name) in names.enumerated() where ignored.contains(name) { roles[column] = .ignored }
    let wishes: [(role: ColumnRole, name: String?)] = [
      (.series, options.seriesColumn), (.step, options.stepColumn), (.time, options.timeColumn),
      (.label, options.labelColumn), (.event, options.eventColumn),
    ]
    for (role, wish) in wishes {
      guard let wish else { continue }
      guard let column = names.firstIndex(of: wish), roles[column] == .tag else {
        throw .missingColumn(role: role, name: wish)
      }
      roles[column] = role
    }
    for (role, wish) in wishes where wish == nil {
      let usual = ColumnRole.usualNames.filter { $0.role == role }.map(\.name)
      var taken: String?
      for (column, name) in names.enumerated() where roles[column] == .tag && usual.contains(name.lowercased()) {
        if let taken { throw .duplicateRole(role: role, first: taken, second: name) }
        taken = name
        roles[column] = role
      }
    }
    return roles
  }
}
