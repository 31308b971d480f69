public import TwinDetection
public import TwinTestbeds

/// A testbed with everything that watches it, trained on one run of normal operation.
public struct TrainedPlant: Sendable {
  /// The testbed.
  public let testbed: Testbed
  /// How it is run.
  public let setting: ExperimentSetting
  /// Learned from data alone.
  public let learned: DetectorModel
  /// Learned from data and the site's physics.
  public let twin: DetectorModel
  /// Who hears the network; `nil` where nobody does.
  let listener: (any MessageListener)?

  /// Who watches.
  public var watchers: [ExperimentWatcher] {
    ExperimentWatcher.allCases.filter { $0 != .messages || listener != nil }
  }

  /// What is normal on the network; `nil` where nobody listens.
  public var messages: MessageBaseline? { listener?.baseline }

  /// A plant that was trained before.
  ///
  /// - Parameter messages: what is normal on its network; `nil` where nobody listens.
  public init(
    _ testbed: Testbed, _ setting: ExperimentSetting, learned: DetectorModel, twin: DetectorModel,
    messages: MessageBaseline?
  ) {
    self.init(
      testbed, setting, learned: learned, twin: twin,
      listener: messages.map { MonitoredMessages.listener(of: testbed.communication, $0) })
  }

  init(
    _ testbed: Testbed, _ setting: ExperimentSetting, learned: DetectorModel, twin: DetectorModel,
    listener: (any MessageListener)?
  ) {
    self.testbed = testbed
    self.setting = setting
    self.learned = learned
    self.twin = twin
    self.listener = listener
  }

  /// A run of the plant as the watchers see it, over its network where they listen to it.
  func run(seed: UInt64, seconds: Double) throws(ExperimentError) -> any TestbedRun {
    try Self.run(testbed, setting, seed: seed, seconds: seconds)
  }

  static func run(
    _ testbed: Testbed, _ setting: ExperimentSetting, seed: UInt64, seconds: Double
  ) throws(ExperimentError) -> any TestbedRun {
    var options = Testbed.Options(seed: seed, hours: seconds / 3600, rowPeriod: setting.rowPeriod)
    options.duration = seconds
    options.isLabelled = false
    if setting.isNetworked { options.network = testbed.network(seed: seed, isLogging: true) }
    do throws(TestbedError) {
      return try testbed.run(options)
    } catch { throw .testbed(error) }
  }
}
