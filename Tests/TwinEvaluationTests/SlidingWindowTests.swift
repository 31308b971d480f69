import Foundation
import Testing
import TwinEvaluation

struct SlidingWindowTests {
  @Test(arguments: [12, 24, 96, 288])
  func `The window of a periodic signal is its period`(_ period: Int) {
    let signal = (0..<5000).map { sin(2 * .pi * Double($0) / Double(period)) }
    #expect(SlidingWindow.estimate(from: signal) == period)
  }

  @Test func `Signals without a period fall back`() {
    #expect(SlidingWindow.estimate(from: []) == SlidingWindow.fallback)
    #expect(SlidingWindow.estimate(from: [1, 2]) == SlidingWindow.fallback)
    #expect(SlidingWindow.estimate(from: Array(repeating: 3, count: 500)) == SlidingWindow.fallback)
    #expect(SlidingWindow.estimate(from: Array(repeating: .nan, count: 500)) == SlidingWindow.fallback)
    #expect(SlidingWindow.estimate(from: (0..<500).map(Double.init)) == SlidingWindow.fallback)
  }
}
