import Testing
import TwinModel

@testable import TwinDiagnosis

/// How numbers are written.
@Suite struct FigureTextTests {
  @Test(arguments: [
    (3.9012, 0.01, "3.90"), (2.675, 0.01, "2.68"), (-0.004, 0.01, "0.00"), (-2.5, 1, "−3"), (0.05, 0.1, "0.1"),
    (999.96, 0.1, "1000.0"), (1e-7, 0.001, "0.000"), (123_456.7, 10, "123457"), (0, 0.5, "0.0"),
    (1e21, 1, "1000000000000000000000"),
    (9.995, 0.01, "10.00"), (0.09, 0.1, "0.1"),
  ])
  func stepsDecideDecimals(_ value: Double, _ step: Double, _ text: String) {
    #expect(Figure.Form.step(step).text(value, in: .english) == text)
  }

  @Test(arguments: [
    (Figure.Form.significant(2), 3.4449, "3.4"), (.significant(2), 34.5, "35"), (.significant(3), 0.001234, "0.001"),
    (.significant(2), 345.6, "346"), (.percent, 0.285, "29 %"), (.percent, 1, "100 %"), (.count, 3, "3"),
    (.duration, 45, "45 s"), (.duration, 90, "2 min"), (.duration, 750, "13 min"), (.duration, 5400, "1.5 h"),
    (.duration, 9180, "2.6 h"), (.duration, 172_800, "2.0 days"), (.magnitude(0.1), -3.25, "3.3"), (.exact, 0.1, "0.1"),
  ])
  func formsDecide(_ form: Figure.Form, _ value: Double, _ text: String) {
    #expect(form.text(value, in: .english) == text)
  }

  @Test func whatIsNoNumberIsNotWritten() {
    for value in [Double.nan, .infinity, -.infinity] {
      for form in [Figure.Form.step(0.1), .significant(2), .percent, .duration, .count] {
        #expect(form.text(value, in: .english) == nil)
      }
    }
  }

  /// Of a valve told to open to 1.5, a text must not say 2.
  @Test func aStateThatIsNoWholeNumberKeepsItsDecimal() {
    let state = TwinModel.Tag(name: "P-101", kind: .state)
    let level = TwinModel.Tag(name: "LIT-101", quantisation: 0.005)
    let cases: [(TwinModel.Tag, observed: Double?, spread: Double, step: Double)] = [
      (state, 1, 0.02, 1), (state, 0, 0.02, 1), (state, nil, 0.02, 1), (state, 1.5, 0.02, 0.1),
      (state, -0.5, 0.02, 0.1),
      (level, 1.5, 0.02, 0.01), (level, 1.5, 0.0002, 0.001),
    ]
    for (tag, observed, spread, step) in cases {
      let found = WindowFacts.step(spread: spread, tag, observed: observed)
      #expect(abs(found - step) < 1e-12, "\(tag.name) \(observed ?? .nan): \(found)")
    }
  }
}
