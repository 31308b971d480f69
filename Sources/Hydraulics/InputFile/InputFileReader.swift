extension WaterNetwork {
  /// Reads an EPANET input file (`.inp`, versions 2.0 to 2.2), the common subset.
  ///
  /// Read: TITLE JUNCTIONS RESERVOIRS TANKS PIPES PUMPS VALVES DEMANDS STATUS PATTERNS CURVES CONTROLS RULES OPTIONS
  /// TIMES COORDINATES. Passed over, since they change no head and no flow: QUALITY REACTIONS SOURCES MIXING ENERGY REPORT
  /// LABELS BACKDROP VERTICES TAGS. Refused by name and line: EMITTERS, LEAKAGE, ROUGHNESS, pressure-driven demand,
  /// positional control valves, pumps written as in EPANET 1.
  ///
  /// Units become SI with EPANET's own factors. The network is also checked as
  /// `HydraulicModel` does, so that a network read is a network that can be solved.
  ///
  /// - Parameter bytes: the file, in UTF-8; any bytes are either read or refused.
  ///
  /// Source: EPANET 2.2 User Manual (EPA/600/R-20/133), appendix C.
  public init(inputFile bytes: some Collection<UInt8>) throws(InputFileError) {
    var reader = InputFileReader(try InputTokenizer(bytes))
    self = try reader.read()
  }

  /// Reads the text of an EPANET input file.
  public init(inputFile text: String) throws(InputFileError) { try self.init(inputFile: Array(text.utf8)) }
}

/// Turns the lines of an input file into a network.
struct InputFileReader {
  var network = WaterNetwork()
  var units = UnitSystem()
  let lines: [InputLine]
  /// Points of each curve, in the file's units.
  var curves: [String: WaterNetwork.Curve] = [:]
  /// Where names were last defined.
  var nodeLines: [String: InputLine] = [:]
  var linkLines: [String: InputLine] = [:]
  var patternLines: [String: InputLine] = [:]
  var controlLines: [InputLine] = []
  var ruleLines: [String: InputLine] = [:]
  var junctionNumbers: [String: Int] = [:]
  var linkNumbers: [String: LinkNumber] = [:]

  /// Where a link lies in the network.
  enum LinkNumber {
    case pipe(Int)
    case pump(Int)
    case valve(Int)
  }

  init(_ tokenizer: InputTokenizer) {
    lines = tokenizer.lines
    network.title = tokenizer.title
    // Defaults of an input file, where they differ from those of the options type.
    network.options.trials = 200
  }

  mutating func read() throws(InputFileError) -> WaterNetwork {
    for line in lines where line.section.isRefused {
      if line.section == .emitters, line.count >= 2, try line.number(1) == 0 { continue }
      throw line.fault("\(line.section.rawValue.lowercased()) are not supported")
    }
    for line in of(.options) { try readOption(line) }
    try finishOptions()
    for line in of(.times) { try readTime(line) }
    for line in of(.patterns) { try readPattern(line) }
    for line in of(.curves) { try readCurve(line) }
    for line in of(.junctions) { try readJunction(line) }
    for line in of(.reservoirs) { try readReservoir(line) }
    for line in of(.tanks) { try readTank(line) }
    try readDemands()
    for line in of(.pipes) { try readPipe(line) }
    for line in of(.pumps) { try readPump(line) }
    for line in of(.valves) { try readValve(line) }
    for line in of(.status) { try readStatus(line) }
    for line in of(.controls) { try readControl(line) }
    try readRules()
    for line in of(.coordinates) { try readCoordinates(line) }
    try check()
    return network
  }

  func of(_ section: InputSection) -> [InputLine] { lines.filter { $0.section == section } }

  /// Tries the network, and blames a line for what does not fit.
  private func check() throws(InputFileError) {
    do throws(NetworkError) {
      _ = try HydraulicModel(network)
    } catch {
      let line: InputLine? =
        switch error.kind {
        case .node: nodeLines[error.name]
        case .link: linkLines[error.name]
        case .pattern: patternLines[error.name]
        case .rule: ruleLines[error.name]
        case .control: Int(error.name).flatMap { controlLines.indices.contains($0) ? controlLines[$0] : nil }
        case .option, .network: nil
        }
      let subject = error.kind == .control || error.name.isEmpty ? "" : "\(error.kind) \(InputLine.quote(error.name)) "
      let section = error.kind == .option ? (error.name == "times" ? "TIMES" : "OPTIONS") : ""
      throw line?.fault(subject + error.reason)
        ?? InputFileError(line: 0, section: section, reason: subject + error.reason)
    }
  }

  private mutating func readPattern(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    var multipliers: [Double] = []
    for place in 1..<max(2, line.count) { multipliers.append(try line.number(place)) }
    // Lines of one pattern follow each other; a name that comes back later is the same pattern continued.
    if let last = network.patterns.last, last.name == name {
      network.patterns[network.patterns.count - 1].multipliers += multipliers
    } else if patternLines[name] != nil, let known = network.patterns.firstIndex(where: { $0.name == name }) {
      network.patterns[known].multipliers += multipliers
    } else {
      network.patterns.append(WaterNetwork.Pattern(name: name, multipliers: multipliers))
    }
    patternLines[name] = line
  }

  private mutating func readCurve(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    guard line.count >= 3, line.count % 2 == 1 else { throw line.fault("needs a name and pairs of numbers") }
    for place in stride(from: 1, to: line.count, by: 2) {
      let x = try line.number(place)
      let y = try line.number(place + 1)
      curves[name, default: WaterNetwork.Curve(x: [], y: [])].x.append(x)
      curves[name]?.y.append(y)
    }
  }

  /// A curve in SI.
  func curve(
    _ name: String, x: Double, y: Double, for line: InputLine
  ) throws(InputFileError) -> WaterNetwork.Curve {
    guard let curve = curves[name] else { throw line.fault("names unknown curve \(InputLine.quote(name))") }
    return WaterNetwork.Curve(x: curve.x.map { $0 * x }, y: curve.y.map { $0 * y })
  }
}
