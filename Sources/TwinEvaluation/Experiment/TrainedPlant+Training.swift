internal import TwinDetection
internal import TwinModel
public import TwinTestbeds

extension TrainedPlant {
  /// Runs a testbed in normal operation and lets everybody learn from it.
  ///
  /// - Parameter seed: decides the run, and nothing else in an experiment uses it.
  /// - Parameter school: learns the plant's messages; `nil` where nobody listens.
  /// - Parameter threads: ≥ 1; the result does not depend on it.
  /// - Parameter progress: told the share of the run that is done.
  public static func trained(
    _ testbed: Testbed, _ setting: ExperimentSetting, seed: UInt64, school: (any MessageSchool)? = nil,
    threads: Int = 1,
    progress: (Double) -> Void = { _ in }
  ) throws(ExperimentError) -> TrainedPlant {
    var run = try run(testbed, setting, seed: seed, seconds: setting.trainingDays * 86_400)
    var rows = TrainingRows(tags: run.tags)
    var school = school
    while run.advance() {
      guard run.pendingRows > 0 else { continue }
      let messages = run.takeMessages()
      school?.learn(messages, until: run.time)
      run.logsMessages = school?.isLearning(at: run.time) ?? false
      rows.append(run.takeRows())
      progress(run.time / run.duration)
    }
    var options = TrainingOptions(
      falseAlarmsPerDay: setting.falseAlarmsPerDay, period: setting.rowPeriod, seed: seed, threads: threads)
    // Every run has the decimals of this one.
    options.coarserDecimals = false
    options.separation = setting.separation
    do throws(TrainingError) {
      let models = try DetectorTraining.trainBoth(on: rows, options: options, site: testbed.site)
      return TrainedPlant(
        testbed, setting, learned: models.withoutTwin, twin: models.withTwin,
        listener: school?.listener())
    } catch { throw .training(error, testbed: testbed.name) }
  }
}
