import PowerFlow
import TwinModel

/// Moves what the control centre believes about one bus, without a trace in its bad-data test: every meter that would
/// read otherwise is changed by `h(x̂ + c) − h(x̂)`.
///
/// The attacker knows the network and hears every measurement; it estimates x̂ as the control centre does. It shows only
/// to somebody who knows more than the estimator: the true load, or how states follow each other.
///
/// Source: Liu, Ning and Reiter (2009), "False data injection attacks against state estimation in electric power grids";
/// for the nonlinear model Hug and Giampapa (2012), "Vulnerability assessment of AC state estimation with respect to
/// false data injection cyber-attacks".
public struct FalseState: Attack {
  /// The meters changed and the span of time.
  public private(set) var truth: AttackTruth
  private var view: SmartGridController
  private let quanta: [Double]
  private let bus: Int
  private let angle: Double
  private let magnitude: Double
  private let ramp: Double
  /// What a naive attacker tells instead.
  private var blind: [(sensor: Int, value: Double)] = []

  /// Prepares the attack.
  ///
  /// - Parameter process: the grid attacked; the attacker knows its network.
  /// - Parameter bus: number of the bus. Neither it nor a neighbour should be passive: a balance cannot be changed.
  /// - Parameter angle: what is added to its angle at last, degrees.
  /// - Parameter magnitude: share by which its voltage is changed at last.
  /// - Parameter ramp: seconds in which both grow to that, ≥ 0.
  /// - Parameter start: seconds since the run began.
  /// - Parameter duration: seconds, > 0.
  public init(
    id: String, on process: SmartGridProcess, bus number: Int, angle: Double, magnitude: Double = 0, ramp: Double = 0,
    start: Double, duration: Double
  ) throws(AttackError) {
    guard start >= 0, duration > 0, (start + duration).isFinite else {
      throw .impossibleTime(start: start, duration: duration)
    }
    guard let bus = process.flow.network.index(ofBus: number), let view = try? SmartGridController(of: process) else {
      throw .unknownTarget("bus \(number)", known: process.flow.network.busNumbers.map { "bus \($0)" })
    }
    self.bus = bus
    self.view = view
    self.angle = angle * .pi / 180
    self.magnitude = magnitude
    self.ramp = max(0, ramp)
    quanta = process.tags.prefix(process.sensors.count).map { $0.quantisation ?? 0 }
    let touched = Self.lies(view, bus: bus, angle: 0.01, magnitude: 0.01).map { process.sensors[$0.sensor] }
    truth = AttackTruth(
      id: id,
      summary: "bus \(number) made to look \(Wording.number(angle))° and \(Wording.number(100 * magnitude)) % off",
      targets: touched, start: start, end: start + duration)
  }

  /// A false state of a bus that has a load and no passive neighbour.
  ///
  /// At level 0 the attacker does not know the network: single meters of the bus tell what no meter can. At level 1 the
  /// state is moved at once and far, at level 2 slowly and less.
  init(_ draft: AttackDraft) throws(AttackError) {
    var draft = draft
    guard let process = draft.surface.model as? SmartGridProcess else {
      throw .unsuitable(draft.type, variant: draft.variant.number, testbed: draft.surface.plant)
    }
    let buses = [14, 13, 12, 11]
    let bus = buses[Int(draft.random.uniform() * Double(buses.count))]
    let isSlow = draft.level >= .modelAware
    let angle = -(isSlow ? draft.uniform(1...2) : draft.uniform(2.5...4.5))
    let wild = draft.uniform(1.2...1.6)
    try self.init(
      id: draft.id, on: process, bus: bus, angle: angle, magnitude: isSlow ? -0.004 : -0.01,
      ramp: isSlow ? 0.7 * draft.duration : 0, start: draft.start, duration: draft.duration)
    if draft.level == .naive { multiplyBlindly(by: wild, of: process) }
    truth.classification = draft.truth("", targets: []).classification
  }

  /// Forgets the network: the meters it would move are multiplied beyond their ranges.
  private mutating func multiplyBlindly(by share: Double, of process: SmartGridProcess) {
    let tags = process.tags
    blind = truth.targets.compactMap { name in
      guard let sensor = process.sensors.firstIndex(of: name), let range = tags[sensor].range else { return nil }
      return (sensor, share * range.upperBound)
    }
  }

  /// Listens before the start, and changes every meter that the false state would change from then on.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    guard blind.isEmpty else {
      for (sensor, value) in blind {
        signals.received[sensor] = value
        signals.reported[sensor] = value
      }
      return
    }
    view.estimate(signals.received)
    let share = ramp > 0 ? min(1, (signals.time - truth.start) / ramp) : 1
    for (sensor, lie) in Self.lies(view, bus: bus, angle: angle * share, magnitude: magnitude * share) {
      let told = (signals.received[sensor] + lie).rounded(toStep: quanta[sensor])
      signals.received[sensor] = told
      signals.reported[sensor] = told
    }
  }

  /// `h(x̂ + c) − h(x̂)` for every sensor that it moves, in the sensor's unit.
  private static func lies(
    _ view: SmartGridController, bus: Int, angle: Double, magnitude: Double
  ) -> [(sensor: Int, lie: Double)] {
    let estimator = view.estimator
    var angles = estimator.angles
    var magnitudes = estimator.magnitudes
    angles[bus] += angle
    magnitudes[bus] *= 1 + magnitude
    let here = estimator.readings(magnitudes: estimator.magnitudes, angles: estimator.angles)
    let there = estimator.readings(magnitudes: magnitudes, angles: angles)
    return here.indices.compactMap { meter in
      let sensor = view.meters.tags[meter]
      guard sensor >= 0, abs(there[meter] - here[meter]) > 1e-12 else { return nil }
      return (sensor, (there[meter] - here[meter]) / view.meters.scales[meter])
    }
  }
}
