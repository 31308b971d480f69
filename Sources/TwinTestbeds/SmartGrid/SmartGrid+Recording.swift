public import TwinModel

extension SmartGridController: Controller {}

extension SmartGrid {
  /// A recording of the grid, simulated while it is read.
  public typealias Recording = PlantRecording<SmartGridProcess, SmartGridController>
  /// The grid under its control centre.
  public typealias Loop = ClosedLoop<SmartGridProcess, SmartGridController>

  /// The grid under its control centre.
  ///
  /// - Parameter network: from `SmartGrid.network`; `nil` when everything arrives at once.
  public static func loop(
    _ description: SmartGridDescription = .ieee14, configuration: Configuration = Configuration(), seed: UInt64,
    attacks: [any Attack] = [], network: CommunicationNetwork? = nil
  ) throws(SmartGridError) -> Loop {
    let process = try SmartGridProcess(description, configuration: configuration)
    return Loop(
      process: process, control: try SmartGridController(of: process), seed: seed, attacks: attacks, network: network)
  }

  /// A recording of the grid.
  ///
  /// - Parameter hours: simulated hours, ≥ 0.
  /// - Parameter rowPeriod: seconds between two rows.
  /// - Parameter start: source time of the first row; by default a Monday's midnight in UTC.
  /// - Parameter isLabelled: whether there are label and event columns.
  /// - Parameter network: from `SmartGrid.network`; `nil` when everything arrives at once.
  public static func recording(
    _ description: SmartGridDescription = .ieee14, configuration: Configuration = Configuration(), seed: UInt64,
    hours: Double, attacks: [any Attack] = [], rowPeriod: Double = 2, series: String = "smart-grid",
    start: SourceTime = SourceTime(nanoseconds: 1_767_571_200_000_000_000), isLabelled: Bool = true,
    network: CommunicationNetwork? = nil
  ) throws(SmartGridError) -> Recording {
    let process = try SmartGridProcess(description, configuration: configuration)
    return Recording(
      process: process, control: try SmartGridController(of: process), seed: seed, duration: hours * 3600,
      rowPeriod: rowPeriod, attacks: attacks, network: network, series: series, start: start, isLabelled: isLabelled)
  }
}
