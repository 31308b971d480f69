public import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

/// What an operator was told in normal operation, in which everything is a false alarm.
public struct NormalWatch: Sendable, Codable, Equatable {
  /// The testbed.
  public var testbed: String
  /// The run's seed.
  public var seed: UInt64
  /// Hours watched.
  public var hours = 0.0
  /// Machines on the plant's network.
  public var nodes = 0
  /// Rows watched, and those that brought no evidence at all.
  public var rows = 0
  /// See `rows`.
  public var rowsWithoutNews = 0
  /// Incidents that were opened.
  public var incidents = 0
  /// What the operator was told.
  public var announcements = 0
  /// Most of it within ten minutes.
  public var mostAnnouncements = 0
  /// By detector, alarms from messages: stretches of evidence at or above the threshold, more than ten minutes apart.
  public var messageAlarms: [String: Int] = [:]
  /// The same, whichever detector.
  public var messageAlarmCount = 0

  /// Nothing watched yet.
  public init(testbed: String, seed: UInt64) {
    self.testbed = testbed
    self.seed = seed
  }
}

extension GuardedPlant {
  /// Watches normal operation, over the network where the setting says so.
  ///
  /// - Parameter progress: told the share of the run that is done.
  public func normalWatch(
    seed: UInt64, days: Double, identifier: (any IncidentIdentifying)? = nil, progress: (Double) -> Void = { _ in }
  ) throws(DiagnosisError) -> NormalWatch {
    let seconds = setting.settling + days * 86_400
    var options = Testbed.Options(seed: seed, hours: seconds / 3600, rowPeriod: setting.rowPeriod)
    options.isLabelled = false
    options.network = setting.isNetworked ? testbed.network(seed: seed, isLogging: true) : nil
    var run: any TestbedRun
    do throws(TestbedError) { run = try testbed.run(options) } catch { throw .testbed(error) }
    var guarding = PlantGuard(self, identifier: identifier)
    var watch = NormalWatch(testbed: testbed.name, seed: seed)
    watch.nodes = testbed.communication.topology.nodes.count
    var told: [Double] = []
    var heard: [String: Double] = [:]
    while run.advance() {
      let messages = run.takeMessages()
      guard run.time > setting.settling else {
        _ = run.takeRows()
        continue
      }
      for piece in guarding.hear(messages) where piece.strength >= 1 {
        for name in [piece.source, ""] {
          if run.time - (heard[name] ?? -.infinity) > 600 {
            if name.isEmpty { watch.messageAlarmCount += 1 } else { watch.messageAlarms[name, default: 0] += 1 }
          }
          heard[name] = run.time
        }
      }
      guard run.pendingRows > 0 else { continue }
      let block = run.takeRows()
      for row in 0..<block.count {
        for change in guarding.observe(block.frame(at: row)) {
          switch change {
          case .record(let incident): watch.incidents += incident.state == .open ? 1 : 0
          case .announce, .summarise: told.append(run.time)
          }
        }
      }
      progress(run.time / seconds)
    }
    let rows = guarding.diagnosis.rows
    (watch.rows, watch.rowsWithoutNews) = (rows.all, rows.withoutNews)
    watch.hours = days * 24
    watch.announcements = told.count
    watch.mostAnnouncements = CampaignBook.most(told)
    return watch
  }
}
