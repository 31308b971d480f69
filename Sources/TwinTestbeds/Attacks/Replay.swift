import TwinModel

/// A5: somebody in the middle tells a station's measurements, or its commands, once more instead of the present ones.
///
/// It shows as windows that repeat to the last digit, as a delay, in sequence numbers and freshness. Listening itself
/// shows nowhere: encryption prevents it.
///
/// Source: ATT&CK for ICS T0830 (adversary-in-the-middle), T0842 (network sniffing), T0801, T0882; Mo and Sinopoli (2009),
/// "Secure control against replay attacks".
public struct Replay: Attack {
  /// What is told again.
  public enum Manner: Int, Sendable, CaseIterable {
    /// A window of measurements, again and again.
    case window = 1
    /// Every measurement, later.
    case delay
    /// A window of commands.
    case commands
  }

  /// The station's tags and the span of time.
  public let truth: AttackTruth
  /// What is told again.
  public let manner: Manner
  /// Seconds of the window or of the delay.
  public let span: Double
  private let places: [Int]
  private let ranges: [ClosedRange<Double>]
  /// Whether words are passed on as captured, unscaled and with a sign bit taken for a digit: a naive attacker's
  /// mistakes.
  private let isRaw: Bool
  private let isSeamless: Bool
  private let period: Double
  private var heard: [[Double]] = []
  private var position = 0

  /// Draws the span: half an hour to two hours for a window, 3 to 15 minutes for a delay, never more than there is.
  init(_ draft: AttackDraft, manner: Manner) throws(AttackError) {
    var draft = draft
    self.manner = manner
    period = draft.surface.scanPeriod
    let station = draft.surface.station(of: draft.point.sensor)
    let names = manner == .commands ? station.actuators : station.sensors
    places = manner == .commands ? try draft.actuators(names) : try draft.sensors(names)
    var ranges: [ClosedRange<Double>] = []
    let tags = draft.surface.model.site.tags
    for name in names { ranges.append(tags.first { $0.name == name }?.range ?? 0...1) }
    self.ranges = ranges
    isRaw = draft.level == .naive
    isSeamless = draft.level >= .modelAware
    let wanted = manner == .delay ? draft.uniform(180...900) : draft.uniform(1800...7200)
    span = max(2 * period, min(wanted, max(draft.start, 2 * period)))
    let what =
      switch manner {
      case .window: "measurements of \(station.name) repeat \(span) s"
      case .delay: "measurements of \(station.name) come \(span) s late"
      case .commands: "commands of \(station.name) repeat \(span) s"
      }
    truth = draft.truth(what, targets: names)
  }

  /// Listens, and tells measurements again.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard manner != .commands else { return }
    let present = places.map { signals.received[$0] }
    guard let told = next(present, at: signals.time) else { return }
    for (index, place) in places.enumerated() {
      signals.received[place] = told[index]
      signals.reported[place] = told[index]
    }
  }

  /// Listens, and tells commands again; the historian sees the present ones.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard manner == .commands else { return }
    let present = places.map { signals.actuated[$0] }
    guard let told = next(present, at: signals.time) else { return }
    for (index, place) in places.enumerated() { signals.actuated[place] = told[index] }
  }

  /// What is told instead of the present values; `nil` while the attack only listens.
  private mutating func next(_ present: [Double], at time: Double) -> [Double]? {
    guard truth.isActive(at: time) else {
      if time < truth.start && time >= truth.start - span { heard.append(present) }
      return nil
    }
    if heard.isEmpty { heard = [present] }
    let told: [Double]
    if manner == .delay {
      heard.append(present)
      told = delayed(at: time)
    } else {
      if position == 0 || position >= heard.count { position = isSeamless ? nearest(to: present) : 0 }
      told = heard[position]
      position += 1
    }
    guard isRaw else { return told }
    return zip(told, ranges).map { 32768 + 65535 * ($0 - $1.lowerBound) / ($1.upperBound - $1.lowerBound) }
  }

  /// The value of `span` ago; seamlessly, time is stretched until it is that late.
  private func delayed(at time: Double) -> [Double] {
    let late = isSeamless ? min(span, 0.2 * (time - truth.start)) : span
    return heard[max(0, heard.count - 1 - Int((late / period).rounded()))]
  }

  /// The moment of the window, not in its last tenth, whose values are nearest to the present ones.
  private func nearest(to present: [Double]) -> Int {
    var best = (place: 0, distance: Double.infinity)
    for place in 0..<max(1, heard.count * 9 / 10) {
      var distance = 0.0
      for index in present.indices {
        let width = ranges[index].upperBound - ranges[index].lowerBound
        let gap = (heard[place][index] - present[index]) / width
        distance += gap.isFinite ? gap * gap : 0
      }
      if distance < best.distance { best = (place, distance) }
    }
    return best.place
  }
}
