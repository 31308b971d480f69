public import TwinTestbeds

/// Attacks × levels × variants × seeds on testbeds, with days of normal operation beside them, watched by everybody.
///
/// Pure: the same experiment gives the same findings, job by job, in whatever order and on however many threads they
/// are done.
public struct DetectionExperiment: Sendable {
  /// What is attacked.
  public let testbeds: [Testbed]
  /// Types of the catalogue.
  public let types: [AttackType]
  /// How much attackers know.
  public let levels: [AttackLevel]
  /// One run of each plant, and every attack once, for each of them.
  public let seeds: [UInt64]
  /// Days of normal operation of each plant, ≥ 0.
  public let normalDays: Double
  /// Whether the largest silent lie is sought.
  public let findsBounds: Bool
  /// How each testbed is run, by its name.
  public let settings: [String: ExperimentSetting]

  /// Seeds of normal operation begin so far from the first seed; that of training is `trainingOffset` away.
  public static let normalOffset: UInt64 = 500
  /// See `normalOffset`.
  public static let trainingOffset: UInt64 = 900

  /// Creates an experiment.
  ///
  /// - Parameter settings: where a testbed is not to be run as `ExperimentSetting.usual` says.
  /// - Throws: when there is nothing to do or a number is out of range.
  public init(
    testbeds: [Testbed], types: [AttackType] = AttackType.allCases, levels: [AttackLevel], seeds: [UInt64],
    normalDays: Double, findsBounds: Bool = false, settings: [String: ExperimentSetting] = [:]
  ) throws(ExperimentError) {
    guard !testbeds.isEmpty else { throw .nothingToDo("no testbed is chosen") }
    guard !types.isEmpty, !levels.isEmpty else { throw .nothingToDo("no type or no level of attack is chosen") }
    guard !seeds.isEmpty else { throw .nothingToDo("there are zero seeds; choose at least one") }
    guard normalDays >= 0, normalDays <= 3660 else {
      throw .badOption("days of normal operation must be between 0 and 3660, not \(normalDays)")
    }
    for testbed in testbeds where ExperimentEvent.all(on: testbed, types: types, levels: levels, seeds: [0]).isEmpty {
      throw .noEvents(testbed: testbed.name)
    }
    self.testbeds = testbeds
    self.types = types
    self.levels = levels
    self.seeds = seeds
    self.normalDays = normalDays
    self.findsBounds = findsBounds
    var all: [String: ExperimentSetting] = [:]
    for testbed in testbeds {
      all[testbed.name] = settings[testbed.name] ?? ExperimentSetting.usual(for: testbed.name)
    }
    for (name, setting) in all where !(setting.trainingDays > 0 && setting.trainingDays <= 3660) {
      throw .badOption("\(name): days to learn from must be above 0 and at most 3660, not \(setting.trainingDays)")
    }
    self.settings = all
  }

  /// How a testbed is run.
  public func setting(of testbed: Testbed) -> ExperimentSetting {
    settings[testbed.name] ?? ExperimentSetting.usual(for: testbed.name)
  }

  /// The seed of the run from which a testbed is learned.
  public var trainingSeed: UInt64 { seeds[0] &+ Self.trainingOffset }

  /// What can be done independently of everything else once a plant is trained.
  public enum Job: Sendable, Hashable, Codable {
    /// Normal operation.
    case normal(seed: UInt64, days: Double)
    /// All attacks of one seed.
    case events(seed: UInt64)
    /// The largest silent lies.
    case bounds(seed: UInt64)
  }

  /// What came of a job.
  public enum Finding: Sendable, Codable {
    /// Of normal operation.
    case normal(NormalFinding)
    /// Of attacks.
    case events([EventFinding])
    /// Of silent lies.
    case bounds([BoundFinding])
  }

  /// The jobs of a testbed, longest first.
  public func jobs(on testbed: Testbed) -> [Job] {
    var jobs: [Job] = []
    let whole = setting(of: testbed).normalRunDays
    var left = normalDays
    while left > 1e-9 {
      jobs.append(.normal(seed: seeds[0] &+ Self.normalOffset &+ UInt64(jobs.count), days: min(whole, left)))
      left -= whole
    }
    jobs += seeds.map { .events(seed: $0) }
    return findsBounds ? jobs + [.bounds(seed: seeds[0])] : jobs
  }

  /// Does a job.
  ///
  /// - Parameter note: told in a few words what has been done.
  public func finding(
    _ job: Job, on plant: TrainedPlant, note: (String) -> Void = { _ in }
  ) throws(ExperimentError) -> Finding {
    let name = plant.testbed.name
    switch job {
    case .normal(let seed, let days):
      return .normal(
        try plant.normalFinding(seed: seed, days: days) { note("\(name): normal operation, \(Int($0 * 100)) %") })
    case .events(let seed):
      let events = ExperimentEvent.all(on: plant.testbed, types: types, levels: levels, seeds: [seed])
      var done = 0
      return .events(
        try plant.eventFindings(events, seed: seed) { _ in
          done += 1
          note("\(name): attack \(done) of \(events.count) with seed \(seed)")
        })
    case .bounds(let seed):
      return .bounds(try plant.boundFindings(seed: seed) { note("\(name): largest silent lie about \($0.sensor)") })
    }
  }
}
