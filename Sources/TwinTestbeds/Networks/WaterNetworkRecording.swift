public import Hydraulics
public import TwinModel

/// A recording of any water network under the controls and rules of its own file.
///
/// Columns: level of each tank (`L_…`, m), state (`S_…`, 0 shut or off, 1 open or on) and flow (`F_…`, L/s) of each pump
/// and valve, pressure at junctions (`P_…`, m), and `STATUS`, which says what became of the solve: 0 balanced, 1 demands
/// at negative pressure, 2 consumers cut off, 3 no solution found, 4 no unique solution. A pressure that means nothing,
/// because no open link joins the junction to any source, is missing. Nothing is random: values are the equations' own.
public struct WaterNetworkRecording: SimulatedRecording {
  /// Columns of the recording.
  public let tags: [String]
  /// Seconds between two rows: the file's report step unless one chooses otherwise.
  public let rowPeriod: Double
  /// Seconds after which the run is over.
  public let duration: Double
  /// What the network could not do so far.
  public private(set) var impairments = ImpairmentLog()
  /// Nobody attacks here.
  public var consequences: [AttackConsequence] { [] }

  private var simulation: HydraulicSimulation
  private let links: [Int]
  private let junctions: [Int]
  private let series: String
  private let start: SourceTime
  private let step: Int
  private var block: FrameBlock
  private var rows = 0
  private var isOver = false

  /// Prepares a recording; nothing is simulated yet.
  ///
  /// - Parameter duration: seconds; `nil` for the network's own, which may be 0 for a single moment.
  /// - Parameter rowPeriod: seconds, whole; `nil` for the network's report step.
  /// - Parameter junctions: names of those whose pressure is recorded; `nil` for all.
  /// - Parameter start: source time of midnight before the first row.
  public init(
    _ network: WaterNetwork, duration: Double? = nil, rowPeriod: Double? = nil, junctions names: [String]? = nil,
    series: String, start: SourceTime = Testbed.usualStart
  ) throws(WaterNetworkError) {
    var network = network
    try Self.setTimes(&network.times, duration: duration, rowPeriod: rowPeriod)
    let model: HydraulicModel
    do throws(NetworkError) { model = try HydraulicModel(network) } catch { throw .network(error) }
    let recorded = names ?? network.junctions.map(\.name)
    junctions = try Self.find(recorded, in: model)
    let devices = network.pumps.map(\.name) + network.valves.map(\.name)
    links = devices.compactMap { model.link(named: $0) }
    tags =
      network.tanks.map { "L_\($0.name)" } + devices.map { "S_\($0)" } + devices.map { "F_\($0)" }
      + recorded.map { "P_\($0)" } + ["STATUS"]
    block = FrameBlock(tags: tags)
    step = network.times.reportStep
    self.rowPeriod = Double(step)
    self.duration = Double(network.times.duration)
    self.series = series
    self.start = SourceTime(
      nanoseconds: start.nanoseconds + Int64(network.times.startClockTime) * 1_000_000_000)
    simulation = HydraulicSimulation(model)
  }

  /// Seconds since the run began.
  public var time: Double { Double(simulation.time) }

  /// Whether the run ended before its time, because no balance was found and the file says to stop then.
  public var endedEarly: Bool { isOver && time < duration }

  /// Number of rows that were recorded and not yet taken.
  public var pendingRows: Int { block.count }

  /// Solves, records, and moves to the next moment at which something may change; false when the run is over.
  public mutating func advance() -> Bool {
    guard !isOver else { return false }
    let solution = simulation.solve()
    if simulation.time.isMultiple(of: step) { record(solution) }
    let present = solution.impairments(of: simulation.state.model) + dryTanks
    let moment = time
    let moved = simulation.advance()
    impairments.observe(present, at: moment, for: Double(moved))
    isOver = moved == 0
    return true
  }

  /// Hands over the rows recorded so far.
  public mutating func takeRows() -> FrameBlock {
    defer { block.removeAll() }
    return block
  }

  private var dryTanks: [Impairment] {
    simulation.state.model.network.tanks.enumerated().compactMap { number, tank in
      let isDry = simulation.state.level(ofTank: number) <= tank.levels.lowerBound
      return isDry ? Impairment(.dryTank, of: tank.name) : nil
    }
  }

  private mutating func record(_ solution: Solution) {
    let state = simulation.state
    var values = state.model.network.tanks.indices.map { state.level(ofTank: $0) }
    for link in links { values.append(state.statuses[link].isClosed ? 0 : 1) }
    for link in links { values.append(state.flow(link) * 1000) }
    var pressures = junctions.map { state.pressure($0) }
    if case .disconnected(let cut) = solution.outcome {
      let cut = Set(cut)
      for (index, junction) in junctions.enumerated() where cut.contains(junction) { pressures[index] = .nan }
    }
    values += pressures
    values.append(Double(Self.status(solution.outcome)))
    for index in values.indices where values[index].isInfinite { values[index] = .nan }
    let time = SourceTime(nanoseconds: start.nanoseconds + Int64(simulation.time) * 1_000_000_000)
    block.append(series: series, sequence: rows, sourceTime: time, values: values, label: false, event: "")
    rows += 1
  }

  private static func status(_ outcome: Solution.Outcome) -> Int {
    switch outcome {
    case .balanced: 0
    case .negativePressure: 1
    case .disconnected: 2
    case .unbalanced: 3
    case .singular: 4
    }
  }

  private static func setTimes(
    _ times: inout HydraulicTimes, duration: Double?, rowPeriod: Double?
  ) throws(WaterNetworkError) {
    if let duration {
      guard duration >= 1, duration <= Testbed.longestRun else {
        throw .duration(seconds: duration, limit: Testbed.longestRun)
      }
      times.duration = Int(duration.rounded())
    }
    guard times.duration <= Int(Testbed.longestRun) else {
      throw .duration(seconds: Double(times.duration), limit: Testbed.longestRun)
    }
    times.reportStart = 0
    guard let rowPeriod else { return }
    guard rowPeriod >= 1, rowPeriod <= Double(times.duration), rowPeriod == rowPeriod.rounded() else {
      throw .rowPeriod(seconds: rowPeriod, duration: Double(times.duration))
    }
    times.reportStep = Int(rowPeriod)
  }

  private static func find(_ names: [String], in model: HydraulicModel) throws(WaterNetworkError) -> [Int] {
    var numbers: [Int] = []
    for name in names {
      guard let node = model.node(named: name), node < model.junctionCount else {
        let known = model.network.junctions.map(\.name)
        throw .unknownJunction(name, suggestion: EditDistance.suggestion(for: name, among: known))
      }
      numbers.append(node)
    }
    return numbers
  }
}
