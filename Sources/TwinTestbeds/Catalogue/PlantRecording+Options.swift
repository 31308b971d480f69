import TwinModel

extension PlantRecording {
  /// A run as a testbed's options want it; row period and series are set.
  init(_ options: Testbed.Options, process: Process, control: Control) {
    self.init(
      process: process, control: control, seed: options.seed, duration: options.duration,
      rowPeriod: options.rowPeriod ?? control.period, attacks: options.attacks, network: options.network,
      series: options.series ?? process.site.id,
      start: options.start, isLabelled: options.isLabelled)
  }
}
