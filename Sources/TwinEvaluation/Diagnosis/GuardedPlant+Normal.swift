public import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

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
    watch.load.nodes = testbed.communication.topology.nodes.count
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
          case .record(let incident): watch.load.incidents += incident.state == .open ? 1 : 0
          case .announce, .summarise: told.append(run.time)
          }
        }
      }
      progress(run.time / seconds)
    }
    let rows = guarding.diagnosis.rows
    (watch.load.rows, watch.rowsWithoutNews) = (rows.all, rows.withoutNews)
    watch.load.hours = days * 24
    watch.load.announcements = told.count
    watch.load.mostAnnouncements = CampaignBook.most(told)
    return watch
  }
}
