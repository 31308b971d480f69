/// The Tennessee Eastman process: reactor, condenser, separator, stripper and recycle compressor, open loop.
///
/// A gas-liquid plant with an exothermic reactor that is unstable without control. Fifty states, 12 manipulated
/// variables, 41 measurements, 20 disturbances, and limits at which it shuts itself down. A plain value: a copy is a
/// snapshot and a fork. Built from arithmetic and square roots alone, so that one random sequence gives the same bits on
/// every machine.
///
/// Source: J. J. Downs, E. F. Vogel, A plant-wide industrial process control problem, Computers & Chemical Engineering
/// 17 (1993) 245-255, and the simulation that accompanies it, with all constants in double precision.
///
/// ## Deviations from the source
/// - The original rounds many constants to single precision first; here they are the doubles nearest to their decimals.
/// - A value that is not a number shuts the plant down; a command that is not a number moves no valve.
public struct TennesseeEastmanProcess: Sendable, Equatable {
  /// Hours since the start.
  public private(set) var time: Double = 0
  /// The states at `time`.
  public private(set) var state: State
  /// What the instruments showed at the last step's beginning.
  public private(set) var measurements: Measurements
  /// Why the plant stands still; `nil` while it runs. Its states are then frozen, while time and analysers go on.
  public private(set) var shutdown: Shutdown?
  /// Factor on the standard deviation of all measurement noise: 1 as published, 0 for none, ≥ 0.
  ///
  /// The same random numbers are drawn whatever the factor, so that disturbances stay the same.
  public var noise: Double
  /// How far feeds and cooling water wander on ordinary days: share of what the published random disturbances 8 to 12
  /// bring, 0 … 1. 0, as published, leaves them constant unless a disturbance is on.
  public var variation: Double = 0

  private var held: ManipulatedVariables
  private var signals = DisturbanceSignals()
  private var temperatures: Temperatures
  private var gasAnalyser: Analyser
  private var productAnalyser: Analyser

  /// A plant at rest in a state; its commands are where its valves stand.
  public init(state: State = .base, noise: Double = 1) {
    self.state = state
    self.noise = noise
    held = state.valves
    let surroundings = Surroundings(signals: signals, disturbances: [], at: 0)
    let flowsheet = Flowsheet(state, surroundings, guess: Temperatures())
    temperatures = flowsheet.temperatures
    measurements = flowsheet.measurements(of: state)
    shutdown = Shutdown(flowsheet)
    gasAnalyser = Analyser(channels: 22..<36, period: Analyser.gasPeriod, current: measurements)
    productAnalyser = Analyser(channels: 36..<41, period: Analyser.productPeriod, current: measurements)
  }

  /// Measures the plant as it is now, then moves it on by one step.
  ///
  /// - Parameter seconds: > 0; the published results are made with 1 s and Euler's method.
  /// - Parameter commands: what the valves are told, %; values outside 0 … 100 act as the nearer end.
  public mutating func step(
    seconds: Double = 1, commands: ManipulatedVariables, disturbances: Disturbances = [],
    method: IntegrationMethod = .euler, using random: inout some RandomNumberGenerator
  ) throws(IntegrationError) {
    guard seconds > 0, seconds.isFinite else { throw .intervalNotPositive(seconds) }
    let derivative = evaluate(commands: commands, disturbances: disturbances, using: &random)
    let interval = seconds / 3600
    var equations = Equations(
      signals: signals, disturbances: disturbances, held: held, temperatures: temperatures)
    switch method {
    case .euler: state.add(derivative, scaledBy: interval)
    case .rungeKutta4: RungeKutta4().advance(&equations, from: &state, at: time, by: interval)
    case .dormandPrince(var pair): try pair.advance(&equations, from: &state, at: time, by: interval)
    }
    time += interval
  }

  /// Takes what disturbs the plant, measures it, tests its limits, moves the held commands; returns the derivative.
  mutating func evaluate(
    commands: ManipulatedVariables, disturbances: Disturbances, using random: inout some RandomNumberGenerator
  ) -> State {
    signals.advance(to: time, disturbances: disturbances, variation: variation, using: &random)
    let surroundings = Surroundings(signals: signals, disturbances: disturbances, at: time)
    let flowsheet = Flowsheet(state, surroundings, guess: temperatures)
    temperatures = flowsheet.temperatures
    shutdown = Shutdown(flowsheet)
    measure(flowsheet, using: &random)
    ValveDynamics.accept(commands, into: &held, disturbances: disturbances, isStart: time == 0)
    return shutdown == nil ? flowsheet.derivative(of: state, following: held, surroundings) : .zero
  }

  /// Shows the continuous measurements with noise and lets the analysers work. There is no noise at the very start, and
  /// none on continuous measurements during a shutdown.
  private mutating func measure(_ flowsheet: Flowsheet, using random: inout some RandomNumberGenerator) {
    let current = flowsheet.measurements(of: state)
    for channel in 0..<22 { measurements[position: channel] = current[position: channel] }
    if time > 0 && shutdown == nil {
      for channel in 0..<22 {
        let deviation = NoiseTable.deviations[channel] * noise
        measurements[position: channel] += deviation * sumOfTwelveNormal(using: &random)
      }
    }
    gasAnalyser.observe(current, at: time, noise: noise, into: &measurements, using: &random)
    productAnalyser.observe(current, at: time, noise: noise, into: &measurements, using: &random)
  }

  /// What perfect instruments without noise or dead time would show now.
  public func trueMeasurements(disturbances: Disturbances = []) -> Measurements {
    flowsheet(disturbances: disturbances).measurements(of: state)
  }

  /// Phases, streams and heat as the plant stands now, without any disturbance but those given.
  public func flowsheet(disturbances: Disturbances = []) -> Flowsheet {
    Flowsheet(
      state, Surroundings(signals: signals, disturbances: disturbances, at: time), guess: temperatures)
  }
}
