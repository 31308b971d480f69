public import TwinModel

/// A physical process with its sensors and actuators, as a pure machine: no clock, no files, all randomness handed in.
///
/// A conforming type is a value, so a snapshot is a copy and a fork is two. The same inputs and the same generator give
/// the same outputs, bit for bit. Drawing the same number of random numbers whatever the inputs keeps disturbances
/// alike between a run with and a run without an attack.
public protocol Plant: Sendable {
  /// What the plant consists of: its tags (sensors and actuators among them), assets, zones and safety envelopes.
  var site: Site { get }
  /// Names of the tags that `step` returns, in order.
  var sensors: [String] { get }
  /// Names of the tags that `step` takes, in order.
  var actuators: [String] { get }
  /// Shape `[sensor]`: what perfect sensors would read now, in each tag's unit.
  var trueValues: [Double] { get }
  /// Whether the process is where its controllers keep it in normal operation. After an attack has ended, its event
  /// lasts until this is true again.
  var isOperatingNormally: Bool { get }
  /// Share of the usual load that its consumers ask for: 1 on an ordinary day, > 0.
  var load: Double { get set }
  /// What the plant cannot do at present; empty while it does all that is asked of it.
  var impairments: [Impairment] { get }

  /// Shape `[sensor]`: what the sensors read now, with noise and quantisation.
  func measure(using random: inout SeededGenerator) -> [Double]

  /// Lets the process run, with constant inputs, and returns what its sensors read at the end.
  ///
  /// - Parameter inputs: shape `[actuator]`, what the actuators are told, in each tag's unit.
  /// - Parameter dt: seconds, > 0. The process divides it as finely as its physics needs.
  /// - Returns: shape `[sensor]`, as `measure` gives it.
  mutating func step(inputs: [Double], dt: Double, using random: inout SeededGenerator) -> [Double]
}

extension Plant {
  /// A plant that does not know better always operates normally.
  public var isOperatingNormally: Bool { true }
  /// A plant without consumers knows no load.
  public var load: Double {
    get { 1 }
    set {}
  }
  /// A plant that does not know better does all that is asked of it.
  public var impairments: [Impairment] { [] }
}
