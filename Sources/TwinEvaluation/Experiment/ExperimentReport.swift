public import TwinDetection
public import TwinTestbeds

/// The figures of an experiment, testbed by testbed.
public struct ExperimentReport: Sendable, Codable {
  /// Version of the program that made it.
  public var version: String
  /// Seeds of the attacks.
  public var seeds: [UInt64]
  /// Seed of the runs from which the plants were learned.
  public var trainingSeed: UInt64
  /// Levels of the attackers.
  public var levels: [AttackLevel]
  /// What became of each testbed.
  public var plants: [PlantSection]

  /// Types for which a bar is set, at levels 0 and 1.
  public static let barredTypes: Set<AttackType> = [
    .falseData, .flooding, .maskedActuation, .replay, .unauthorisedCommand, .supplyChain,
  ]
  /// Share of events that must be found in time.
  public static let barInTime = 0.95
  /// False alarms a day that are allowed.
  public static let barFalseAlarms = 0.1

  /// Creates an empty report.
  public init(of experiment: DetectionExperiment, version: String) {
    self.version = version
    seeds = experiment.seeds
    trainingSeed = experiment.trainingSeed
    levels = experiment.levels
    plants = []
  }

  /// One testbed.
  public struct PlantSection: Sendable, Codable {
    /// Its name.
    public var testbed: String
    /// How it was run.
    public var setting: ExperimentSetting
    /// Who watched.
    public var watchers: [ExperimentWatcher]
    /// What training found with the twin.
    public var training: TrainingReport
    /// Runs of normal operation.
    public var normal: [NormalFinding] = []
    /// Every attack.
    public var events: [EventFinding] = []
    /// Largest silent lies.
    public var bounds: [BoundFinding] = []

    /// An empty section.
    public init(_ plant: TrainedPlant) {
      testbed = plant.testbed.name
      setting = plant.setting
      watchers = plant.watchers
      training = plant.twin.report
      // Without a single cluster there is no rate to expect, and JSON has no number for that.
      if training.expected?.isKnown == false { training.expected = nil }
      if training.expectedAutoencoder?.isKnown == false { training.expectedAutoencoder = nil }
    }

    /// Takes a finding in.
    public mutating func add(_ finding: DetectionExperiment.Finding) {
      switch finding {
      case .normal(let finding): normal.append(finding)
      case .events(let findings): events += findings
      case .bounds(let findings): bounds += findings
      }
    }

    /// Days of normal operation.
    public var normalDays: Double { normal.reduce(0) { $0 + $1.days } }

    /// A watcher's false alarms in normal operation.
    public func falseAlarms(_ watcher: ExperimentWatcher) -> Int { normal.reduce(0) { $0 + $1.count(watcher) } }

    /// The same a day; `nil` without normal operation.
    public func falseAlarmsPerDay(_ watcher: ExperimentWatcher) -> Double? {
      normalDays > 0 ? Double(falseAlarms(watcher)) / normalDays : nil
    }

    /// The figures of some of the events.
    public func figures(_ watcher: ExperimentWatcher, where isMeant: (EventFinding) -> Bool) -> EventFigures {
      EventFigures(events.filter(isMeant), watcher)
    }

    /// The events for which a bar is set.
    public func barred(_ watcher: ExperimentWatcher) -> EventFigures {
      figures(watcher) { $0.event.level <= .insideLimits && barredTypes.contains($0.event.type) }
    }
  }
}

extension TrainingReport.Expectation {
  fileprivate var isKnown: Bool { perDay.isFinite && low.isFinite && high.isFinite }
}
