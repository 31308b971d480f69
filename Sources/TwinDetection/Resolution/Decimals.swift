/// How many decimals numbers are written with, and rounding to fewer.
///
/// Historians export the same signal with nine decimals or with two; a detector trained on one and fed with the other
/// sees rounding noise as residual. So training prepares for coarser values, and a live stream is recognised by its
/// own decimals.
enum Decimals {
  /// Counts are capped here: four or more decimals are "fine", whatever their number.
  static let fine = 4

  /// The least number of decimals, at most `fine`, with which `value` can be written exactly.
  static func count(_ value: Double) -> Int {
    var power = 1.0
    for decimals in 0..<fine {
      if (value * power).rounded() / power == value { return decimals }
      power *= 10
    }
    return fine
  }

  /// `value` rounded to a number of decimals below `fine`.
  static func round(_ value: Double, to decimals: Int) -> Double {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    return (value * power).rounded() / power
  }
}
