internal import TwinDetection
internal import TwinDiagnosis
internal import TwinModel
public import TwinTestbeds

/// A testbed with everything that was learned of its normal operation, ready to be watched.
public struct GuardedPlant: Sendable {
  /// The plant.
  public let testbed: Testbed
  /// How it is run.
  public let setting: DiagnosisSetting
  /// What is known of it before it is watched.
  let knowledge: PlantDiagnosis.Knowledge
  let graph: ProcessGraph

  /// Seeds that normal operation is learned and calibrated with; no case has them.
  static let seeds: (learned: UInt64, calibrated: UInt64) = (900_001, 900_002)

  /// Learns a testbed's normal operation, over its network.
  public init(
    learning testbed: Testbed, setting: DiagnosisSetting? = nil, threads: Int = 1
  ) throws(DiagnosisError) {
    self.testbed = testbed
    let setting = setting ?? DiagnosisSetting(for: testbed)
    self.setting = setting
    let days = setting.learned * 86_400
    var heard = MessageLearning(
      from: Testbed.usualStart,
      to: SourceTime(nanoseconds: Testbed.usualStart.nanoseconds + Int64(days * 1e9)))
    var rows: TrainingRows?
    var sensor = MessageSensor(of: testbed.communication)
    var arrivals: ArrivalBaseline?
    try Self.run(testbed, setting, seed: Self.seeds.learned, seconds: days) { block, messages in
      for message in messages {
        if let seen = sensor.observation(of: message) { heard.observe(seen) }
      }
      guard block.count > 0 else { return }
      if rows == nil { rows = TrainingRows(tags: block.tags) }
      if arrivals == nil { arrivals = ArrivalBaseline(tags: block.tags, site: testbed.site) }
      rows?.append(block)
      for row in 0..<block.count { arrivals?.learn(block.frame(at: row)) }
    }
    guard let rows, let arrivals else { throw .nothingLearned }
    var model: DetectorModel
    let messages: MessageBaseline?
    do {
      model = try DetectorTraining.train(
        on: rows, options: TrainingOptions(period: setting.rowPeriod, threads: threads), site: testbed.site)
      messages = setting.isNetworked ? try heard.finish() : nil
    } catch { throw .learning(String(describing: error)) }
    var frames: [Frame] = []
    try Self.run(testbed, setting, seed: Self.seeds.calibrated, seconds: setting.calibrated * 86_400) { block, _ in
      for row in 0..<block.count { frames.append(block.frame(at: row)) }
    }
    model.normality = .init(calibration: WitnessCalibration(model: model, normal: frames), arrivals: arrivals)
    var knowledge = PlantDiagnosis.Knowledge(model: model, site: testbed.site, tick: setting.rowPeriod)
    knowledge.messages = messages
    knowledge.devices = Self.devices(of: testbed.communication)
    knowledge.actuators = testbed.actuators
    knowledge.identifier = nil
    self.knowledge = knowledge
    graph = PlantDiagnosis.graph(of: knowledge)
  }

  /// Which tags pass through which machine; servers and clients speak of all.
  private static func devices(of plan: CommunicationPlan) -> [(name: String, tags: [String])] {
    plan.topology.nodes.indices.compactMap { node -> (name: String, tags: [String])? in
      let machine = plan.topology.nodes[node]
      switch machine.role {
      case .fieldDevice, .plc:
        guard let map = plan.maps[node] else { return nil }
        return (machine.id, plan.signals.indices.filter { map.place(of: $0) != nil }.map { plan.signals[$0].name })
      case .gateway, .broker, .historian, .twin, .apiClient, .engineeringWorkstation:
        return (machine.id, plan.signals.map(\.name))
      case .federationMember, .federationAggregator, .forwarder: return nil
      }
    }
  }

  private static func run(
    _ testbed: Testbed, _ setting: DiagnosisSetting, seed: UInt64, seconds: Double,
    take: (FrameBlock, [NetworkMessage]) -> Void
  ) throws(DiagnosisError) {
    var options = Testbed.Options(seed: seed, hours: seconds / 3600, rowPeriod: setting.rowPeriod)
    options.network = setting.isNetworked ? testbed.network(seed: seed, isLogging: true) : nil
    options.isLabelled = false
    do throws(TestbedError) {
      var run = try testbed.run(options)
      while run.advance() {
        guard run.pendingRows >= 4 else { continue }
        take(run.takeRows(), run.takeMessages())
      }
      take(run.takeRows(), run.takeMessages())
    } catch { throw .testbed(error) }
  }
}
