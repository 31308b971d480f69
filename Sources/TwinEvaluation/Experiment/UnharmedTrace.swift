internal import TwinModel
internal import TwinTestbeds

/// What the plant's true values are, scan by scan, in a run to which nothing happens: many runs with something are compared
/// with it.
struct UnharmedTrace {
  /// Shape `[scan][sensor]`, in the tags' units.
  private var values: [[Double]] = []
  /// Shape `[scan][envelope]`.
  private var isViolated: [[Bool]] = []
  private let sensors: [String]
  /// Before the first scan.
  private let envelopes: EnvelopeWatch
  private let period: Double

  /// Runs to the end.
  init(_ run: any TestbedRun, of site: Site) {
    sensors = run.sensors
    period = run.scanPeriod
    envelopes = EnvelopeWatch(site.envelopes, sensors: run.sensors)
    var run = run
    run.logsMessages = false
    var watch = envelopes
    while run.advance() {
      watch.observe(run.trueValues, after: period)
      values.append(run.trueValues)
      isViolated.append((0..<watch.count).map { watch.isViolated($0) })
      _ = run.takeRows()
    }
  }

  /// A comparison that begins with the first scan.
  func comparison(of sensor: String) -> Comparison {
    Comparison(trace: self, place: sensors.firstIndex(of: sensor) ?? 0, envelopes: envelopes)
  }

  /// Follows another run from the same beginning.
  struct Comparison {
    fileprivate let trace: UnharmedTrace
    fileprivate let place: Int
    fileprivate var envelopes: EnvelopeWatch
    private var scan = 0
    /// How far the sensor's true value went from where it is without harm, in its unit.
    private(set) var largestDeviation = 0.0
    /// Whether an envelope was violated that is not violated without harm.
    private(set) var isViolated = false

    fileprivate init(trace: UnharmedTrace, place: Int, envelopes: EnvelopeWatch) {
      self.trace = trace
      self.place = place
      self.envelopes = envelopes
    }

    /// To be called after each scan of the run.
    mutating func observe(_ run: any TestbedRun) {
      guard scan < trace.values.count else { return }
      let values = run.trueValues
      largestDeviation = max(largestDeviation, abs(values[place] - trace.values[scan][place]))
      envelopes.observe(values, after: trace.period)
      for envelope in 0..<envelopes.count
      where envelopes.isViolated(envelope) && !trace.isViolated[scan][envelope] {
        isViolated = true
      }
      scan += 1
    }
  }
}
