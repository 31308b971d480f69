public import TwinDetection
public import TwinModel

/// Watches one plant with everything that was learned of it: rows, messages and notices in, incidents out.
///
/// A machine: time is that of the frames, and the same input gives the same incidents. Where a model holds no calibration or
/// no baseline of arrivals (programs before it wrote none), residuals speak by their strength alone and nobody watches how
/// values arrive.
public struct PlantDiagnosis: Sendable {
  /// What is known of a plant before it is watched.
  public struct Knowledge: Sendable {
    /// The detector, with what normal operation showed the witnesses where it was measured.
    public var model: DetectorModel
    /// Which detector of the model decides.
    public var kind = AnomalyDetector.Kind.ensemble
    /// What the owner declares; `nil` for nothing.
    public var site: Site?
    /// What is normal on the network; `nil` where nothing is heard of it.
    public var messages: MessageBaseline?
    /// Machines on the network with the tags that pass through them.
    public var devices: [(name: String, tags: [String])] = []
    /// Tags that are commands or states of actuators; those that the site's loops and rules move are known anyway.
    public var actuators: [String] = []
    /// Seconds from row to row, > 0.
    public var tick: Double
    /// Says what an incident is; `nil` leaves all unknown.
    public var identifier: (any IncidentIdentifying)? = IdentificationModel.shipped

    /// Creates knowledge of a plant.
    ///
    /// - Parameter tick: seconds from row to row; `nil` for the model's own, a minute where it has none.
    public init(model: DetectorModel, site: Site? = nil, tick: Double? = nil) {
      self.model = model
      self.site = site
      self.tick = tick ?? model.report.period ?? 60
    }
  }

  /// Incidents.
  public private(set) var fusion: IncidentFusion
  /// Rows seen, and how many of them brought no evidence.
  public private(set) var rows = (all: 0, withoutNews: 0)
  private var witness: DetectorWitness
  private var arrivals: ArrivalWitness?
  private var monitor: MessageMonitor?
  private var gathered: [Evidence] = []
  private let tick: Double
  private var series: String?
  private var now = SourceTime(nanoseconds: 0)

  /// The detector as it stands after the last frame.
  public var detector: AnomalyDetector { witness.detector }
  /// What the detector said of the last frame; `nil` before the first.
  public var assessment: Assessment? { witness.assessment }

  /// Begins to watch.
  ///
  /// - Parameter graph: what feels what; `nil` for the graph of site, model and devices.
  public init(_ plant: Knowledge, graph: ProcessGraph? = nil) {
    tick = plant.tick
    let normality = plant.model.normality
    witness = DetectorWitness(
      model: plant.model, site: plant.site, kind: plant.kind, calibration: normality?.calibration)
    arrivals = normality.map { ArrivalWitness(baseline: $0.arrivals, site: plant.site) }
    monitor = plant.messages.map { MessageMonitor(baseline: $0) }
    var options = FusionOptions(tick: plant.tick)
    options.quiet = max(1800, 12 * plant.tick)
    fusion = IncidentFusion(
      graph: graph ?? Self.graph(of: plant), options: options, actuators: plant.actuators + plant.movedTags,
      identifier: plant.identifier)
  }

  /// What feels what: by the site, and by what normal operation ties together where no site says more.
  public static func graph(of plant: Knowledge) -> ProcessGraph {
    ProcessGraph(
      site: plant.site, tags: plant.model.tags, devices: plant.devices,
      learned: plant.model.neighbours().map { [tags = plant.model.tags] in (tags[$0.0], tags[$0.1]) })
  }

  /// Hears a message; gives what the monitor says of it, which the next row takes along.
  @discardableResult public mutating func hear(_ message: MessageObservation) -> [Evidence] {
    let evidence = monitor?.observe(message) ?? []
    gathered += evidence
    return evidence
  }

  /// Takes evidence or context from elsewhere: an update, a permit, a changed mode.
  public mutating func take(_ evidence: [Evidence]) { gathered += evidence }

  /// Takes the next row, and with it everything since the last; a row of another series closes what is active.
  public mutating func observe(_ frame: Frame) -> [IncidentChange] {
    var changes = series == nil || series == frame.series ? [] : finish()
    series = frame.series
    now = frame.sourceTime ?? Self.time(ofRow: frame.sequence, tick: tick)
    gathered += monitor?.advance(to: now) ?? []
    // What is heard of a plant belongs to the stream of its rows.
    for index in gathered.indices { gathered[index].series = frame.series }
    gathered += witness.observe(frame)
    gathered += arrivals?.observe(frame) ?? []
    rows.all += 1
    if gathered.isEmpty { rows.withoutNews += 1 }
    defer { gathered.removeAll(keepingCapacity: true) }
    changes += fusion.observe(gathered, at: now)
    return changes
  }

  /// Closes what is active: nothing more comes of this series.
  public mutating func finish() -> [IncidentChange] { fusion.finish(at: now) }

  /// Rows without a time count in ticks.
  private static func time(ofRow sequence: Int, tick: Double) -> SourceTime {
    SourceTime(nanoseconds: Int64(max(-9e18, min(9e18, Double(sequence) * tick * 1e9))))
  }
}

extension PlantDiagnosis.Knowledge {
  /// Tags that the site's loops and rules move.
  fileprivate var movedTags: [String] {
    (site?.loops ?? []).flatMap { loop -> [String] in if case .actuators(let names) = loop.output { names } else { [] }
    }
      + (site?.rules.map(\.actuator) ?? [])
  }
}
