public import TwinTestbeds

/// How a testbed is run to judge diagnosis. Times in seconds.
public struct DiagnosisSetting: Sendable, Equatable {
  /// From row to row.
  public var rowPeriod: Double
  /// What nobody watches after the start of a run: plants are not started anew whenever somebody begins to watch them.
  public var settling: Double
  /// Normal operation before what happens, settling included.
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
    case "city": (rowPeriod, settling, warmUp, duration, tail) = (300, 3600, 21_600, 21_600, 7200)
    case "tennessee-eastman": (rowPeriod, settling, warmUp, duration, tail) = (60, 900, 5400, 3000, 1200)
    case "water-cell": (rowPeriod, settling, warmUp, duration, tail) = (30, 1800, 5400, 3600, 1800)
    default: (rowPeriod, settling, warmUp, duration, tail) = (10, 600, 2700, 1800, 900)
    }
    switch testbed.name {
    case "city": (learned, calibrated) = (14, 5)
    case "tennessee-eastman": (learned, calibrated) = (5, 2)
    case "water-cell": (learned, calibrated) = (3, 1)
    default: (learned, calibrated) = (1, 0.5)
    }
  }

  /// Seconds of a whole run.
  public var whole: Double { warmUp + duration + tail }
}
