import Hydraulics
import Testing

@Suite struct InputFileTests {
  static let small = """
    [TITLE]
    A tank, a pipe, a junction
    [JUNCTIONS]
    J1 10 5 day
    [TANKS]
    T1 30 2 0 4 10
    [PIPES]
    P1 T1 J1 1000 200 130
    [PATTERNS]
    day 1 2
    day .5
    [OPTIONS]
    UNITS LPS
    [TIMES]
    DURATION 3:00
    [COORDINATES]
    J1 1 2
    [END]
    whatever follows the end
    """

  @Test func `a small file gives SI values`() throws {
    let network = try WaterNetwork(inputFile: Self.small)
    #expect(network.title == ["A tank a pipe a junction"])
    let junction = try #require(network.junctions.first)
    #expect(abs(junction.demands[0].base - 0.005) < 1e-12)
    #expect(junction.coordinates == WaterNetwork.Coordinates(x: 1, y: 2))
    #expect(network.tanks[0].levels == 0...4)
    #expect(network.pipes[0].diameter == 0.2)
    #expect(network.patterns == [WaterNetwork.Pattern(name: "day", multipliers: [1, 2, 0.5])])
    #expect(network.times.duration == 10800)
  }

  @Test(arguments: [
    ("GPM", 448.831), ("CFS", 1), ("MGD", 0.64632), ("IMGD", 0.5382), ("AFD", 1.9837), ("LPS", 28.317),
    ("LPM", 1699), ("MLD", 2.4466), ("CMH", 101.94), ("CMD", 2446.6),
  ]) func `a cubic foot a second is the same in every flow unit`(_ unit: String, _ amount: Double) throws {
    let text = Self.small.replacing("UNITS LPS", with: "UNITS \(unit)").replacing("J1 10 5", with: "J1 10 \(amount)")
    let network = try WaterNetwork(inputFile: text)
    #expect(abs(network.junctions[0].demands[0].base - 0.028317) < 1e-12)
    let isSI = ["LPS", "LPM", "MLD", "CMH", "CMD"].contains(unit)
    #expect(abs(network.pipes[0].length - (isSI ? 1000 : 304.8)) < 1e-9)
    #expect(abs(network.pipes[0].diameter - (isSI ? 0.2 : 5.08)) < 1e-12)
  }

  @Test func `line ends, quotation marks, tabs and commas do not matter`() throws {
    let network = try WaterNetwork(inputFile: Self.small)
    #expect(try WaterNetwork(inputFile: Self.small.replacing("\n", with: "\r\n")) == network)
    #expect(try WaterNetwork(inputFile: Self.small.replacing("T1 J1 1000", with: "\"T1\"\t,J1  1000")) == network)
    #expect(try WaterNetwork(inputFile: Self.small.replacing("200 130", with: "200 130 ; a pipe")) == network)
  }

  struct Fault: Sendable {
    let replaced: String
    let by: String
    let line: Int
    let section: String
    let reason: String
  }

  static let faults = [
    Fault(replaced: "[TITLE]", by: "loose", line: 1, section: "", reason: "before the first"),
    Fault(replaced: "[PIPES]", by: "[PIPS]", line: 7, section: "", reason: "unknown section"),
    Fault(replaced: "J1 10 5", by: "J1 ten 5", line: 4, section: "JUNCTIONS", reason: "“ten” is not a number"),
    Fault(replaced: "J1 10 5", by: "J1 nan 5", line: 4, section: "JUNCTIONS", reason: "not a number"),
    Fault(replaced: "J1 10 5", by: "J1 1e999 5", line: 4, section: "JUNCTIONS", reason: "not a number"),
    Fault(replaced: "J1 10 5 day", by: "J1", line: 4, section: "JUNCTIONS", reason: "only 1"),
    Fault(replaced: "J1 10 5 day", by: "J1 10 5 night", line: 4, section: "JUNCTIONS", reason: "unknown pattern night"),
    Fault(replaced: "J1 10 5 day", by: "J1 1 2\nJ1 3 4", line: 5, section: "JUNCTIONS", reason: "twice"),
    Fault(replaced: "2 0 4 10", by: "5 0 4 10", line: 6, section: "TANKS", reason: "initial level"),
    Fault(replaced: "2 0 4 10", by: "2 4 0 10", line: 6, section: "TANKS", reason: "above the highest"),
    Fault(replaced: "2 0 4 10", by: "2 0 4 0", line: 6, section: "TANKS", reason: "diameter"),
    Fault(replaced: "2 0 4 10", by: "2 0 4 10 0 VC", line: 6, section: "TANKS", reason: "unknown curve"),
    Fault(replaced: "T1 J1 1000", by: "T1 J9 1000", line: 8, section: "PIPES", reason: "unknown node J9"),
    Fault(replaced: "T1 J1 1000", by: "T1 T1 1000", line: 8, section: "PIPES", reason: "same node"),
    Fault(replaced: "1000 200", by: "-1000 200", line: 8, section: "PIPES", reason: "positive"),
    Fault(replaced: "1000 200", by: "1000 0", line: 8, section: "PIPES", reason: "positive"),
    Fault(replaced: "200 130", by: "200 130 0 AJAR", line: 8, section: "PIPES", reason: "“AJAR” is not a number"),
    Fault(replaced: "day .5", by: "day x", line: 11, section: "PATTERNS", reason: "not a number"),
    Fault(replaced: "UNITS LPS", by: "UNITS BUCKETS", line: 13, section: "OPTIONS", reason: "unknown flow unit"),
    Fault(replaced: "UNITS LPS", by: "COLOUR RED", line: 13, section: "OPTIONS", reason: "unknown option"),
    Fault(replaced: "UNITS LPS", by: "DEMAND MODEL PDA", line: 13, section: "OPTIONS", reason: "pressure-driven"),
    Fault(replaced: "UNITS LPS", by: "TRIALS 0", line: 13, section: "OPTIONS", reason: "outside 1"),
    Fault(replaced: "DURATION 3:00", by: "DURATION -3", line: 15, section: "TIMES", reason: "not a time"),
    Fault(replaced: "DURATION 3:00", by: "DURATION 3:xx", line: 15, section: "TIMES", reason: "not a time"),
    Fault(replaced: "DURATION 3:00", by: "TEATIME 5 PM", line: 15, section: "TIMES", reason: "unknown time"),
    Fault(replaced: "DURATION 3:00", by: "HYDRAULIC TIMESTEP 0", line: 0, section: "TIMES", reason: "at least 1 s"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[EMITTERS]\nJ1 2", line: 17, section: "EMITTERS", reason: "supported"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[PUMPS]\nU T1 J1 POWER 0", line: 17, section: "PUMPS", reason: "power"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[PUMPS]\nU T1 J1 HEAD C\n[CURVES]\nC 0 10\nC 5 12\nC 9 1", line: 17,
      section: "PUMPS", reason: "head curve must fall"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[VALVES]\nV T1 J1 100 PRV 20", line: 17, section: "VALVES",
      reason: "may not touch"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[VALVES]\nV T1 J1 100 PCV 20", line: 17, section: "VALVES",
      reason: "PCV"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[CONTROLS]\nLINK P9 OPEN AT TIME 1", line: 17, section: "CONTROLS",
      reason: "unknown link"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[CONTROLS]\nLINK P1 OPEN WHEN TIME 1", line: 17, section: "CONTROLS",
      reason: "needs IF or AT"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[RULES]\nRULE 1\nTHEN PIPE P1 STATUS IS OPEN", line: 18,
      section: "RULES", reason: "out of place"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[RULES]\nRULE 1\nIF TANK T1 LEVEL > 3", line: 17, section: "RULES",
      reason: "has no THEN"),
    Fault(
      replaced: "[COORDINATES]\nJ1 1 2", by: "[STATUS]\nP1 AJAR", line: 17, section: "STATUS",
      reason: "“AJAR” is not a number"),
  ]

  @Test(arguments: faults) func `every fault names its line and section`(_ fault: Fault) throws {
    let text = Self.small.replacing(fault.replaced, with: fault.by, maxReplacements: 1)
    try #require(text != Self.small)
    let error = try #require(throws: InputFileError.self) { try WaterNetwork(inputFile: text) }
    #expect(error.line == fault.line, "\(error)")
    #expect(error.section == fault.section, "\(error)")
    #expect(error.reason.contains(fault.reason), "\(error)")
  }

  @Test func `a network without fixed head or junction is refused`() {
    #expect(throws: InputFileError.self) { try WaterNetwork(inputFile: "") }
    #expect(throws: InputFileError.self) { try WaterNetwork(inputFile: "[JUNCTIONS]\nA 1\n[END]") }
    #expect(throws: InputFileError.self) { try WaterNetwork(inputFile: "[TANKS]\nA 1") }
  }

  @Test(arguments: 0..<400) func `damaged files are read or refused, and what is read can be solved`(_ seed: Int) {
    var random = Lehmer(seed: UInt64(seed))
    var bytes = Array(NetworkCase.all[seed % NetworkCase.all.count].inputFile.utf8)
    for _ in 0..<(1 + random.next(below: 6)) {
      let place = random.next(below: bytes.count)
      switch random.next(below: 5) {
      case 0: bytes[place] = UInt8(random.next(below: 256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array("-1e300 ".utf8), at: place)
      case 3:
        let end = min(bytes.count, place + random.next(below: 60))
        bytes.insert(contentsOf: bytes[place..<end], at: random.next(below: bytes.count))
      default: bytes[place] = UInt8(ascii: "0") + UInt8(random.next(below: 10))
      }
    }
    guard let network = try? WaterNetwork(inputFile: bytes), let model = try? HydraulicModel(network) else { return }
    var simulation = HydraulicSimulation(model)
    for _ in 0..<20 {
      _ = simulation.solve()
      if simulation.advance() == 0 { break }
    }
    #expect(simulation.time >= 0)
  }
}

/// A small generator of tests' choices.
struct Lehmer {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
