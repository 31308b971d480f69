internal import TwinModel

/// One tag as the screen shows it: what the plant reports and what the detectors expect.
struct LiveReading: Equatable {
  var tag: String
  /// What it is, in a few words.
  var meaning: String
  var unit: String
  var reported: Double
  /// What it should read given all other tags; `nil` before anything was observed.
  var expected: Double?
  /// Whether it is among the tags that show why there is an alarm.
  var isSuspect = false
  /// Decimals that its instrument resolves.
  var decimals: Int

  /// Decimals that show a step, at most four.
  static func decimals(of tag: Tag) -> Int {
    guard tag.kind == .continuous else { return 0 }
    guard let step = tag.quantisation, step > 0 else { return 2 }
    var (decimals, unit) = (0, 1.0)
    while decimals < 4 && step < 0.9 * unit { (decimals, unit) = (decimals + 1, unit / 10) }
    return decimals
  }
}
