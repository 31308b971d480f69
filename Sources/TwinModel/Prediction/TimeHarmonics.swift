#if canImport(Glibc)
  import Glibc
#endif

/// Sines and cosines of the plant's clock, of which a demand that repeats is composed.
///
/// Six harmonics of the day (down to four hours), and for weeks six harmonics of the week as well.
enum TimeHarmonics {
  private static let harmonics = 6
  private static let day = 86_400.0

  /// How many terms a profile has.
  static func count(_ profile: Balance.Profile) -> Int {
    switch profile {
    case .none: 0
    case .day: 2 * harmonics
    case .week: 4 * harmonics
    }
  }

  /// Writes the terms of a week (day first) at an instant; an unknown time has none: all zero.
  static func fill(_ terms: inout [Double], at seconds: Double) {
    guard seconds.isFinite else {
      for index in terms.indices { terms[index] = 0 }
      return
    }
    var next = 0
    for length in [day, 7 * day] where next < terms.count {
      let angle = 2 * Double.pi * (seconds / length - (seconds / length).rounded(.down))
      let (first, second) = (sin(angle), cos(angle))
      var (s, c) = (first, second)
      for _ in 0..<harmonics {
        terms[next] = s
        terms[next + 1] = c
        (s, c) = (s * second + c * first, c * second - s * first)
        next += 2
      }
    }
  }
}
