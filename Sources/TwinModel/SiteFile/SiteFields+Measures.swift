internal import Yams

extension SiteFields {
  /// How a number is to be understood when it names a unit of its own.
  enum Expectation {
    /// A value in the unit of the tag, which may be unknown.
    case value(unit: String?)
    /// A difference of two values in the unit of the tag.
    case difference(unit: String?)
    /// A change in the unit of the tag per second.
    case rate(unit: String?)
    /// A span of time in seconds.
    case seconds
    /// Something in a unit that is itself wrong and was reported: a number that names a unit
    /// passes and is `nil`.
    case anything
  }

  /// A finite number in the expected unit; another unit of the same dimension is converted.
  func number(_ key: String, _ expectation: Expectation) -> Double? {
    word(key).flatMap { number($0, expectation) }
  }

  /// Two numbers `[low, high]`, low below high.
  func range(_ key: String, _ expectation: Expectation) -> ClosedRange<Double>? {
    guard node(key) != nil else { return nil }
    let ends = words(key, of: "two numbers, [low, high]")
    guard ends.count == 2 else {
      diagnostics.report("expected two numbers, [low, high]", at: place(key))
      return nil
    }
    guard let low = number(ends[0], expectation), let high = number(ends[1], expectation) else { return nil }
    guard low < high else {
      diagnostics.report("expected low below high, found \(low.written) and \(high.written)", at: ends[0].place)
      return nil
    }
    return low...high
  }

  private func number(_ word: SiteWord, _ expectation: Expectation) -> Double? {
    guard let measure = SiteMeasure(word.text) else {
      diagnostics.report("expected a number, found \"\(word.text.shortened)\"", at: word.place)
      return nil
    }
    guard let symbol = measure.unit else { return measure.value }
    let converted =
      switch expectation {
      case .value(let unit): convert(measure.value, symbol, to: unit, difference: false, at: word.place)
      case .difference(let unit): convert(measure.value, symbol, to: unit, difference: true, at: word.place)
      case .rate(let unit): convertRate(measure.value, symbol, to: unit, at: word.place)
      case .anything: Double?.none
      case .seconds: convert(measure.value, symbol, to: "s", difference: true, at: word.place)
      }
    if let converted, !converted.isFinite {
      diagnostics.report("\"\(word.text.shortened)\" is too large", at: word.place)
      return nil
    }
    return converted
  }

  private func convert(
    _ value: Double, _ symbol: String, to expected: String?, difference: Bool, at place: SitePlace
  ) -> Double? {
    if symbol == expected { return value }
    guard let expected else {
      diagnostics.report(
        "the tag has no unit, so \"\(symbol.shortened)\" cannot be converted; leave the unit out", at: place)
      return nil
    }
    guard let target = Unit(symbol: expected) else {
      diagnostics.report("expected the tag's unit \(expected), found \"\(symbol.shortened)\"", at: place)
      return nil
    }
    guard let unit = Unit(symbol: symbol), unit.dimension == target.dimension else {
      let known = Unit.symbols(of: target.dimension)
      diagnostics.report(
        "expected a unit of \(target.dimension.rawValue) (\(known.joined(separator: ", "))), found \"\(symbol.shortened)\"",
        at: place, wrong: symbol, among: known)
      return nil
    }
    return unit.convert(value, to: target, difference: difference)
  }

  private func convertRate(_ value: Double, _ symbol: String, to unit: String?, at place: SitePlace) -> Double? {
    guard let slash = symbol.lastIndex(of: "/"),
      let per = Unit(symbol: String(symbol[symbol.index(after: slash)...])), per.dimension == .time
    else {
      let times = Unit.symbols(of: .time).joined(separator: ", ")
      diagnostics.report(
        "expected a change per time (\(unit ?? "unit")/ one of \(times)), found \"\(symbol.shortened)\"", at: place)
      return nil
    }
    let change = convert(value, String(symbol[..<slash]), to: unit, difference: true, at: place)
    return change.map { $0 / per.factor }
  }
}
