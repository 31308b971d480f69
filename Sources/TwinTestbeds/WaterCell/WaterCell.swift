public import TwinModel

/// A small water-treatment cell: a raw-water tank, a product tank, a valve and two pumps under two PLCs.
///
///     supply ─MV101─FIT101─▶ T101 (LIT101) ─P101─FIT201─▶ T301 (LIT301) ─P301─FIT301─▶ consumers
///
/// The balance of each tank is `A dh/dt = q_in − q_out`, in volumes, so that mass is conserved to rounding.
///
/// Source: the SWaT S1 example of MiniCPS (github.com/scy-phy/minicps, examples/swat-s1, MIT licence): tank section and
/// height, pump flows, thresholds, process step 0.2 s, PLC period 0.4 s. Structure: Goh et al., "A dataset to support
/// research in the design of secure water treatment systems" (2016).
///
/// ## Deviations from the source
/// - The source's pump-in flow comes through the valve MV101, with a supply pressure that wanders by 2 %.
/// - P101's flow depends on both levels, by 10 % per metre, as a centrifugal pump's does; the source's is constant.
/// - T301 is emptied by consumers with a daily pattern through P301, which rests at night; the source leaves T301's
///   outflow open. Consumption, about 1 m3/h by day, lies below P101's flow, so that P101
///   switches.
/// - Valve travel 10 s and pump run-up 2 s; the source switches at once.
/// - T101 and T301 have the same section and height. The threshold of FIT201 (10 m3/h, never reached) is left out.
/// - Thresholds that restart a pump after a low-low stop are the low thresholds.
public enum WaterCell {
  /// Numbers of the source, in its units.
  enum Source {
    static let tankSection = 1.5  // m²
    static let tankHeight = 1.6  // m
    static let inletFlow = 2.55  // m³/h
    static let transferFlow = 2.45  // m³/h
    static let rawTank = Thresholds(lowLow: 0.25, low: 0.5, high: 0.8, highHigh: 1.2)
    static let productTank = Thresholds(lowLow: 0.25, low: 0.8, high: 1.0, highHigh: 1.2)
    static let processStep = 0.2  // s
    static let scanPeriod = 0.4  // s
  }

  /// Switching levels of a tank, in m.
  struct Thresholds: Sendable, Equatable {
    var lowLow: Double
    var low: Double
    var high: Double
    var highHigh: Double
  }

  /// A recording of the cell, simulated while it is read.
  public typealias Recording = PlantRecording<WaterCellProcess, WaterCellController>
  /// The cell under its controllers.
  public typealias Loop = ClosedLoop<WaterCellProcess, WaterCellController>

  /// Where attacks find the cell's signals.
  public static var wiring: Wiring { Wiring(of: WaterCellProcess()) }

  /// The cell under its controllers, at midnight.
  ///
  /// - Parameter network: from `WaterCell.network`; `nil` when everything arrives at once.
  public static func loop(
    seed: UInt64, attacks: [any Attack] = [], network: CommunicationNetwork? = nil
  ) -> Loop {
    Loop(
      process: WaterCellProcess(), control: WaterCellController(), seed: seed, attacks: attacks, network: network)
  }

  /// A recording from midnight on.
  ///
  /// - Parameter hours: simulated hours, ≥ 0.
  /// - Parameter rowPeriod: seconds between two rows.
  /// - Parameter isLabelled: whether there are label and event columns.
  /// - Parameter network: from `WaterCell.network`; `nil` when everything arrives at once.
  public static func recording(
    seed: UInt64, hours: Double, attacks: [any Attack] = [], rowPeriod: Double = 30, series: String = "water-cell",
    start: SourceTime = SourceTime(nanoseconds: 1_767_571_200_000_000_000), isLabelled: Bool = true,
    network: CommunicationNetwork? = nil
  ) -> Recording {
    Recording(
      process: WaterCellProcess(), control: WaterCellController(), seed: seed, duration: hours * 3600,
      rowPeriod: rowPeriod, attacks: attacks, network: network, series: series, start: start, isLabelled: isLabelled)
  }
}
