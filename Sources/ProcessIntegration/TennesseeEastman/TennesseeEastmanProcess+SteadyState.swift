extension TennesseeEastmanProcess.State {
  /// The state in which the plant stands still at a published operating point.
  ///
  /// Found from the base case by moving the specification there in small stages. Thirty-eight balances and four
  /// specifications (pressure, three levels) fix 38 states and the four valves that the table does not prescribe here.
  /// - Throws: ``IntegrationError/noSteadyState(residual:)``.
  public static func steady(at mode: TennesseeEastmanProcess.OperatingMode) throws(IntegrationError) -> Self {
    let start = TennesseeEastmanProcess.OperatingMode.base.specification
    let end = mode.specification
    let stages = mode == .base ? 1 : 20
    var state = base
    for stage in 1...stages {
      let specification = start.approaching(end, share: Double(stage) / Double(stages))
      state = try steady(at: specification, from: state)
    }
    return state
  }

  private typealias Process = TennesseeEastmanProcess

  static func steady(
    at specification: TennesseeEastmanProcess.OperatingMode.Specification, from start: Self
  ) throws(IntegrationError) -> Self {
    var prescribed = start
    prescribed.valves = specification.commands
    for valve in sought { prescribed.valves[valve] = start.valves[valve] }
    let unknowns = prescribed.balanced + sought.map { prescribed.valves[$0] }
    let solution = try NewtonMethod(tolerance: 1e-9, iterationLimit: 60).zero(
      from: unknowns, scale: unknowns.map { max($0.magnitude, 1e-3) }
    ) { prescribed.replacing($0).imbalance(against: specification) }
    return prescribed.replacing(solution)
  }

  /// The valves whose position the search finds.
  private static let sought: [TennesseeEastmanProcess.ManipulatedVariable] = [
    .acFeed, .separatorUnderflow, .stripperProduct, .reactorCooling, .condenserCooling,
  ]

  /// The states that have a balance: all but the valves.
  private var balanced: [Double] { Array(elements.prefix(38)) }

  /// This state with other balanced states and other positions of the sought valves.
  private func replacing(_ unknowns: [Double]) -> Self {
    guard var state = Self(elements: Array(unknowns.prefix(38)) + valves.elements) else { return self }
    for (valve, position) in zip(Self.sought, unknowns[38...]) { state.valves[valve] = position }
    return state
  }

  /// How far this state is from standing still as specified; amounts per hour in thousandths.
  private func imbalance(against specification: TennesseeEastmanProcess.OperatingMode.Specification) -> [Double] {
    let surroundings = Process.Surroundings(signals: Process.DisturbanceSignals(), disturbances: [], at: 0)
    let sheet = Process.Flowsheet(self, surroundings, guess: Process.Temperatures())
    let measured = sheet.measurements(of: self)
    return sheet.derivative(of: self, following: valves, surroundings).balanced.map { $0 / 1000 } + [
      (measured[.reactorPressure] - specification.reactorPressure) / 1000,
      (measured[.reactorLevel] - specification.reactorLevel) / 100,
      (measured[.feedF] - specification.feedF) / 10,
      (measured[.separatorLevel] - Process.OperatingMode.Specification.separatorLevel) / 100,
      (measured[.stripperLevel] - Process.OperatingMode.Specification.stripperLevel) / 100,
    ]
  }
}

extension TennesseeEastmanProcess.OperatingMode.Specification {
  /// A specification between this and another.
  func approaching(_ other: Self, share: Double) -> Self {
    func between(_ a: Double, _ b: Double) -> Double { a + share * (b - a) }
    return Self(
      commands: .init(zip(commands.elements, other.commands.elements).map(between)),
      reactorPressure: between(reactorPressure, other.reactorPressure),
      reactorLevel: between(reactorLevel, other.reactorLevel), feedF: between(feedF, other.feedF))
  }
}
