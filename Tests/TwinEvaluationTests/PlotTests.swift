import Testing
import TwinModel

@testable import TwinEvaluation

struct PlotTests {
  @Test(arguments: [(1, 5), (5, 5), (17, 5), (1000, 7), (1001, 600)])
  func `Columns cover the rows, keep every peak, and know the column of each row`(_ rows: Int, _ limit: Int) {
    var random = SeededGenerator(seed: UInt64(rows))
    let scores = (0..<rows + 20).map { _ in random.normal() }
    let columns = PixelColumns(scores: scores, rows: 10..<10 + rows, limit: limit)
    #expect(columns.count == min(rows, limit))
    for row in 10..<10 + rows {
      #expect(columns.extremes[columns.column(of: row)]?.contains(scores[row]) == true)
    }
    #expect(columns.extremes.compactMap { $0?.upperBound }.max() == scores[10..<10 + rows].max())
    #expect(columns.column(of: 10) == 0 && columns.column(of: 9 + rows) == columns.count - 1)
  }

  @Test func `Columns without a score stay empty`() {
    let columns = PixelColumns(scores: [.nan, .nan, 1, .nan], rows: 0..<4, limit: 2)
    #expect(columns.extremes == [nil, 1...1])
  }

  @Test(arguments: [
    ([0.1, 0.5, 2], 1, false), ([0.1, 100], 1, true), ([-1, 100], 1, false), ([Double](), 1, false),
    ([5, 5], 5, false), ([1e-300, 1e300], 1, true), ([.infinity, .nan], 1, false), ([0, 0], 0, false),
    ([-1.7e308, 1.7e308], 0, false), ([1, 2], .infinity, false),
  ])
  func `The axis holds all finite scores and the threshold, and its ticks rise`(
    _ scores: [Double], _ threshold: Double, _ isLogarithmic: Bool
  ) {
    let scale = ScoreScale(scores: scores, threshold: threshold)
    #expect(scale.isLogarithmic == isLogarithmic)
    let heights = (scores + [threshold]).map(scale.height)
    #expect(heights.allSatisfy { (0...1).contains($0) })
    #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0 < $1 })
    #expect(scale.ticks.count <= 8)
  }

  @Test func `Numbers are written for people`() {
    #expect(FigureText.decimal(0.0005) == "0.001" && FigureText.decimal(nil) == "–")
    #expect(FigureText.decimal(-0.0001) == "0.000" && FigureText.decimal(-1.25, 1) == "−1.3")
    #expect(FigureText.decimal(.nan) == "–" && FigureText.decimal(12, 0) == "12")
    #expect(FigureText.count(1_234_567) == "1,234,567" && FigureText.count(-12) == "−12")
    #expect(FigureText.short(12.0) == "12" && FigureText.short(0.25) == "0.25" && FigureText.short(1234) == "1,234")
    #expect(FigureText.short(2.5e9) == "2.5e9" && FigureText.short(1e-5) == "1e-5" && FigureText.short(0) == "0")
    #expect(FigureText.rate(0.04) == "0.040" && FigureText.rate(20_438.2) == "20,438")
    #expect(FigureText.duration(7200) == "2 h" && FigureText.duration(0.25) == "250 ms")
    #expect(FigureText.words(86_400) == "24 hours" && FigureText.words(90 * 86_400) == "90 days")
  }
}
