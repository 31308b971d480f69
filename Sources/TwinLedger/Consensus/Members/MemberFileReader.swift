/// Reads a member file line by line.
struct MemberFileReader {
  let file: String
  private var chain: String?
  private var hasList = false
  private var records: [Record] = []

  init(file: String) { self.file = file }

  /// One member's fields and their places.
  private struct Record {
    var line: Int
    var fields: [String: Value] = [:]
  }

  private struct Value {
    var text: String
    var line: Int
    var column: Int
  }

  private static let fields = ["id", "address", "algorithm", "key"]

  mutating func read(_ bytes: [UInt8], unsafeSingle: Bool) throws(MemberFileError) -> (String, MemberSet) {
    guard bytes.count <= MemberFile.maximumBytes else { throw error(.tooLarge(bytes.count)) }
    guard let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.value < 32 && !"\n\r".unicodeScalars.contains($0) || $0.value == 127 })
    else { throw error(.notText) }
    // A carriage return with its line feed is one Character.
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      try readLine(line, number: number + 1)
    }
    guard let chain else { throw error(.missingField("chain")) }
    guard hasList else { throw error(.missingField("members")) }
    var members: [Member] = []
    for record in records { members.append(try member(record)) }
    do { return (chain, try MemberSet(members, unsafeSingle: unsafeSingle)) } catch { throw place(error) }
  }

  private mutating func readLine(_ raw: Substring, number: Int) throws(MemberFileError) {
    var line = raw[...]
    while line.last == " " { line.removeLast() }
    let indentation = line.prefix { $0 == " " }.count
    line = line.dropFirst(indentation)
    if line.isEmpty || line.first == "#" { return }
    var column = indentation + 1
    if indentation == 0 { return try readHead(line, number) }
    if line.hasPrefix("- ") {
      guard hasList else { throw error(.syntax(expected: "\"members:\" before the first member"), number, column) }
      records.append(Record(line: number))
      line = line.dropFirst(2)
      column += 2
    }
    guard !records.isEmpty else { throw error(.syntax(expected: "\"- id: name\""), number, column) }
    let (field, value) = try field(line, number, column)
    guard Self.fields.contains(field) else { throw error(.unknownField(field), number, column) }
    guard records[records.count - 1].fields.updateValue(value, forKey: field) == nil else {
      throw error(.repeatedField(field), number, column)
    }
  }

  private mutating func readHead(_ line: Substring, _ number: Int) throws(MemberFileError) {
    if line == "members:" {
      guard !hasList else { throw error(.repeatedField("members"), number, 1) }
      hasList = true
      return
    }
    let (name, value) = try field(line, number, 1)
    guard name == "chain" else { throw error(.syntax(expected: "\"chain: name\" or \"members:\""), number, 1) }
    guard chain == nil else { throw error(.repeatedField("chain"), number, 1) }
    guard (1...64).contains(value.text.utf8.count) else {
      throw error(.badValue(field: "chain", expected: "1 to 64 bytes"), number, value.column)
    }
    chain = value.text
  }

  private func field(_ line: Substring, _ number: Int, _ column: Int) throws(MemberFileError) -> (String, Value) {
    guard let colon = line.firstIndex(of: ":"), line.index(after: colon) < line.endIndex,
      line[line.index(after: colon)] == " "
    else { throw error(.syntax(expected: "\"field: value\""), number, column) }
    let rest = line[line.index(after: colon)...]
    let lead = rest.prefix { $0 == " " }.count
    let value = Value(
      text: String(rest.dropFirst(lead)), line: number,
      column: column + line.distance(from: line.startIndex, to: colon) + 1 + lead)
    return (String(line[..<colon]), value)
  }

  private func member(_ record: Record) throws(MemberFileError) -> Member {
    let id = try value("id", of: record)
    guard let name = NodeID(id.text) else {
      throw error(.badValue(field: "id", expected: "1 to 32 of a-z, 0-9, \".\", \"-\", \"_\""), id.line, id.column)
    }
    let algorithm = record.fields["algorithm"]
    guard algorithm == nil || algorithm?.text == "ed25519" else {
      throw error(.badValue(field: "algorithm", expected: "ed25519"), algorithm?.line ?? 0, algorithm?.column ?? 0)
    }
    let key = try value("key", of: record)
    guard let bytes = Hexadecimal.bytes(of: key.text) else {
      throw error(.badValue(field: "key", expected: "64 hexadecimal digits"), key.line, key.column)
    }
    return Member(id: name, address: try value("address", of: record).text, algorithm: .ed25519, publicKey: bytes)
  }

  private func value(_ field: String, of record: Record) throws(MemberFileError) -> Value {
    guard let value = record.fields[field] else { throw error(.missingField(field), record.line, 3) }
    return value
  }

  /// A member set's error at the line that causes it.
  private func place(_ problem: MemberSetError) -> MemberFileError {
    func at(_ member: Int, _ field: String) -> MemberFileError {
      let value = records[member].fields[field]
      return error(.members(problem), value?.line ?? records[member].line, value?.column ?? 3)
    }
    switch problem {
    case .duplicateID(_, _, let second): return at(second, "id")
    case .duplicateKey(_, let second), .badKey(let second, _): return at(second, "key")
    case .badAddress(let member): return at(member, "address")
    case .tooFew, .tooMany: return error(.members(problem))
    }
  }

  private func error(_ problem: MemberFileError.Problem, _ line: Int = 0, _ column: Int = 0) -> MemberFileError {
    MemberFileError(file: file, line: line, column: column, problem: problem)
  }
}
