/// Collects the sections of a case file and turns them into a network.
struct CaseFileReader {
  private(set) var name = ""
  private(set) var notes: [CaseFile.Note] = []
  private var scanner: CaseFileScanner
  private var variable = "mpc"
  private var baseMVA: Double?
  private var hasVersion = false
  private var tables: [String: CaseTable] = [:]
  private var baseVolts: Double?
  private var baseVoltAmperes: Double?

  init(_ bytes: [UInt8]) { scanner = CaseFileScanner(bytes) }

  mutating func readStatements() throws(CaseFileError) {
    while let statement = try scanner.next() {
      switch statement {
      case .matrix(let name, let line, let rows): try read(matrix: name, line: line, rows: rows)
      case .cells(let name, let line):
        guard name.hasPrefix(variable + ".") else { throw unsupported(name + " = {…}", line: line) }
        leaveOut(name, line: line)
      case .plain(let text, let line): try read(plain: text, line: line)
      }
    }
  }

  private mutating func read(matrix name: String, line: Int, rows: [CaseFileScanner.Row]) throws(CaseFileError) {
    guard name.hasPrefix(variable + ".") else { throw unsupported(name + " = […]", line: line) }
    let section = String(name.dropFirst(variable.count + 1))
    guard let columns = CaseTable.columns[section] else {
      guard section != "dcline" else { throw unsupported("direct-current lines", line: line, section: section) }
      return leaveOut(name, line: line)
    }
    guard tables[section] == nil else { throw CaseFileError(line: line, section: section, reason: .repeated) }
    tables[section] = try CaseTable(section: section, columns: columns, rows: rows)
  }

  private mutating func read(plain text: String, line: Int) throws(CaseFileError) {
    if text.hasPrefix("function ") { return readFunction(text) }
    if text == "end" || text == "return" || text == "endfunction" { return }
    if try convertUnits(text, line: line) { return }
    guard text.hasPrefix(variable + "."), let equals = text.firstIndex(of: "=") else {
      throw unsupported(text, line: line)
    }
    let section = String(text[..<equals].dropFirst(variable.count + 1))
    let value = String(text[text.index(after: equals)...])
    switch section {
    case "version":
      guard value == "'2'" || value == "\"2\"" else {
        throw CaseFileError(line: line, section: section, reason: .unsupported("version \(value.prefix(20))"))
      }
      hasVersion = true
    case "baseMVA":
      guard baseMVA == nil else { throw CaseFileError(line: line, section: section, reason: .repeated) }
      baseMVA = try caseNumber(value, line: line, section: section)
    case _ where CaseTable.columns[section] != nil || section.contains("("):
      throw unsupported(text, line: line, section: section)
    default:
      leaveOut(variable + "." + section, line: line)
    }
  }

  private mutating func readFunction(_ text: String) {
    let parts = text.dropFirst("function ".count).split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return }
    variable = String(parts[0])
    name = String(parts[1])
  }

  /// The statements by which distribution cases turn ohms into per unit and kW into MW; true when it was one.
  private mutating func convertUnits(_ text: String, line: Int) throws(CaseFileError) -> Bool {
    let v = variable
    switch text {
    case _ where text.hasPrefix("[") && (text.hasSuffix("]=idx_bus") || text.hasSuffix("]=idx_brch")):
      return true
    case "define_constants":
      return true
    case "Vbase=\(v).bus(1,BASE_KV)*1e3":
      baseVolts = tables["bus"]?.rows.first.map { $0[9] * 1e3 }
    case "Sbase=\(v).baseMVA*1e6":
      baseVoltAmperes = baseMVA.map { $0 * 1e6 }
    case "\(v).branch(:,[BR_RBR_X])=\(v).branch(:,[BR_RBR_X])/(Vbase^2/Sbase)":
      guard let volts = baseVolts, let voltAmperes = baseVoltAmperes, volts > 0, tables["branch"] != nil else {
        throw unsupported(text, line: line, section: "branch")
      }
      tables["branch"]?.scale(columns: [2, 3], by: 1 / (volts * volts / voltAmperes))
    case "\(v).bus(:,[PD,QD])=\(v).bus(:,[PD,QD])/1e3", "\(v).bus(:,[PDQD])=\(v).bus(:,[PDQD])/1e3":
      guard tables["bus"] != nil else { throw unsupported(text, line: line, section: "bus") }
      tables["bus"]?.scale(columns: [2, 3], by: 1e-3)
    default:
      return false
    }
    return true
  }

  private mutating func leaveOut(_ name: String, line: Int) {
    notes.append(.init(line: line, text: "\(name.prefix(60)) does not enter a power flow and is left out"))
  }

  private func unsupported(_ text: String, line: Int, section: String = "file") -> CaseFileError {
    CaseFileError(line: line, section: section, reason: .unsupported(String(text.prefix(80))))
  }

  /// The network of the sections read.
  func makeCase() throws(CaseFileError) -> GridCase {
    guard hasVersion else { throw CaseFileError(line: scanner.line, section: "version", reason: .missing) }
    guard let baseMVA else { throw CaseFileError(line: scanner.line, section: "baseMVA", reason: .missing) }
    var found: [CaseTable] = []
    for section in ["bus", "gen", "branch"] {
      guard let table = tables[section] else {
        throw CaseFileError(line: scanner.line, section: section, reason: .missing)
      }
      found.append(table)
    }
    let gridCase = GridCase(
      baseMVA: baseMVA, buses: try found[0].buses(), branches: try found[2].branches(),
      generators: try found[1].generators())
    do {
      try gridCase.validate()
    } catch {
      throw located(error)
    }
    return gridCase
  }

  /// Finds the line of a fault in the tables.
  private func located(_ error: GridCaseError) -> CaseFileError {
    switch error {
    case .unknownBus(_, let element), .value(_, _, let element):
      let line = tables[element.table]?.lines[element.row] ?? 1
      return CaseFileError(line: line, section: element.table, reason: .network(error))
    case .duplicateBus(let number):
      let row = tables["bus"]?.rows.lastIndex { $0[0] == Double(number) } ?? 0
      return CaseFileError(line: tables["bus"]?.lines[row] ?? 1, section: "bus", reason: .network(error))
    case .basePower:
      return CaseFileError(line: 1, section: "baseMVA", reason: .network(error))
    case .referenceBuses, .notRadial:
      return CaseFileError(line: tables["bus"]?.lines.first ?? 1, section: "bus", reason: .network(error))
    }
  }
}

/// A number as case files write it; `Inf` is allowed, `NaN` and expressions are not.
func caseNumber(_ token: String, line: Int, section: String) throws(CaseFileError) -> Double {
  switch token {
  case "Inf", "inf", "+Inf": return .infinity
  case "-Inf", "-inf": return -.infinity
  default: break
  }
  let isPlain =
    token.utf8.count <= 64
    && token.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
  guard isPlain, let value = Double(token), value.isFinite else {
    throw CaseFileError(line: line, section: section, reason: .malformedNumber(String(token.prefix(40))))
  }
  return value
}
