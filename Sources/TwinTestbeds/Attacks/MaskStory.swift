import TwinModel

/// What masked sensors tell: all of them from the same moment, so that they fit each other.
struct MaskStory: Sendable {
  /// One masked sensor.
  struct Part: Sendable {
    /// Its position.
    let sensor: Int
    /// Standard deviation of its noise while frozen.
    let noise: Double
    /// Step of its readings; 0 for none.
    let step: Double
  }

  private let mask: MaskedActuation.Mask
  private let parts: [Part]
  /// Seconds that are kept.
  private let memory: Double
  private var random: SeededGenerator
  /// Rows heard, one value a part.
  private var heard: [[Double]] = []
  private var position = 0
  private var wanders: [OrnsteinUhlenbeck] = []
  private var means: [Double] = []
  private var lastTime = 0.0

  init(_ mask: MaskedActuation.Mask, of parts: [Part], memory: Double, random: SeededGenerator) {
    self.mask = mask
    self.parts = parts
    self.memory = memory
    self.random = random
  }

  /// Hears what may be told later.
  mutating func listen(to signals: Signals, until start: Double) {
    guard signals.time >= start - memory else { return }
    if mask == .freeze { heard.removeAll(keepingCapacity: true) }
    heard.append(row(signals))
  }

  /// What is told in this scan.
  mutating func next(_ signals: Signals) -> [(sensor: Int, value: Double)] {
    if heard.isEmpty { heard = [row(signals)] }
    if mask == .synthetic && wanders.isEmpty { invent() }
    let step = max(0, position == 0 ? 0 : signals.time - lastTime)
    lastTime = signals.time
    defer { position += 1 }
    return parts.indices.map { index in
      let part = parts[index]
      switch mask {
      case .replay: return (part.sensor, heard[position % heard.count][index])
      case .freeze: return (part.sensor, (heard[0][index] + part.noise * random.normal()).rounded(toStep: part.step))
      case .synthetic:
        if step > 0 { wanders[index].advance(by: step, using: &random) }
        // Begins where the true value was, so that there is no jump.
        let memory = 1 / (1 + Double(position) * max(step, 1e-9) / 900)
        let from = heard[heard.count - 1][index]
        let value = memory * from + (1 - memory) * means[index] + wanders[index].value + part.noise * random.normal()
        return (part.sensor, value.rounded(toStep: part.step))
      }
    }
  }

  private func row(_ signals: Signals) -> [Double] { parts.map { signals.received[$0.sensor] } }

  /// Takes mean and spread of what was heard.
  private mutating func invent() {
    for index in parts.indices {
      let values = heard.lazy.map { $0[index] }.filter(\.isFinite)
      let count = Double(max(1, values.count))
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      means.append(mean)
      wanders.append(OrnsteinUhlenbeck(deviation: 0.5 * variance.squareRoot(), timeConstant: 900))
    }
  }
}
