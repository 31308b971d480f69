public import TwinTestbeds

/// How a testbed is run to judge diagnosis. Times in seconds.
public struct DiagnosisSetting: Sendable, Equatable {
  /// From row to row.
  public var rowPeriod: Double
  /// Normal operation before what happens.
  public var warmUp: Double
  /// How long it lasts.
  public var duration: Double
  /// After it.
  public var tail: Double
  /// Normal operation that is learned from, in days.
  public var learned: Double
  /// Further normal operation that calibrates p-values, in days.
  public var calibrated: Double
  /// Whether everything goes over the plant's communication network; otherwise everything arrives at once, a hundred times as
  /// fast to simulate, and nothing is heard of messages.
  public var isNetworked = true

  /// The usual setting: so long that each plant's loops answer several times.
  public init(for testbed: Testbed) {
    switch testbed.name {
    case "city": (rowPeriod, warmUp, duration, tail, learned, calibrated) = (300, 21_600, 21_600, 7200, 14, 5)
    case "tennessee-eastman": (rowPeriod, warmUp, duration, tail, learned, calibrated) = (60, 7200, 3600, 1800, 5, 2)
    case "water-cell": (rowPeriod, warmUp, duration, tail, learned, calibrated) = (30, 5400, 3600, 1800, 3, 1)
    default: (rowPeriod, warmUp, duration, tail, learned, calibrated) = (10, 2700, 1800, 900, 1, 0.5)
    }
  }

  /// Seconds of a whole run.
  public var whole: Double { warmUp + duration + tail }
}
