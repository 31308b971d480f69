/// The first of the highest finite scores within some rows.
struct ScorePeak: Sendable, Equatable {
  let score: Double
  let row: Int

  /// `nil` when no row has a finite score.
  init?(of scores: [Double], in runs: [Range<Int>]) {
    var best: (score: Double, row: Int)?
    for run in runs {
      for row in run where scores[row].isFinite && scores[row] > best?.score ?? -.infinity { best = (scores[row], row) }
    }
    guard let best else { return nil }
    (score, row) = best
  }
}
