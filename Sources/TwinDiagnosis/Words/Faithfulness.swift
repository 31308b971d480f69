internal import Foundation

/// Holds a finished text against the record: every number and every name is looked up and written anew, by other code than
/// that which wrote the text.
///
/// A number is right when it is the record's value, rounded half away from zero in decimal arithmetic to the digits shown,
/// and the digits shown are those that its form asks for. Words must not hold a digit, so nothing can pass by the check.
public struct Faithfulness {
  private let tree: RecordTree
  private let language: Language

  /// What is wrong with a text.
  public enum Fault: Error, Equatable {
    /// A number that is not the record's.
    case wrongNumber(String, source: String)
    /// A name that is not the record's.
    case wrongName(String, source: String)
    /// A path that leads nowhere.
    case noSource(String)
    /// A digit without a source.
    case looseDigit(String)
    /// A text that is not the explanation's.
    case otherText(String)
  }

  /// - Throws: where the record cannot be read as a tree.
  public init(_ record: ExplanationRecord, language: Language = .english) throws {
    tree = try RecordTree(record)
    self.language = language
  }

  /// What is wrong with an explanation; empty when nothing is.
  public func faults(of explanation: Explanation) -> [Fault] { explanation.spans.compactMap(fault) }

  /// What is wrong with a printed text: that it is not made of the explanation's spans, each of which is checked.
  public func faults(of text: String, by explanation: Explanation) -> [Fault] {
    let faults = faults(of: explanation)
    guard faults.isEmpty else { return faults }
    let printed = text.filter { !$0.isWhitespace }
    let spans = explanation.spans.text.filter { !$0.isWhitespace }
    return printed == spans ? [] : [.otherText(text)]
  }

  /// Numbers that were checked in an explanation.
  public static func numbers(in explanation: Explanation) -> Int {
    explanation.spans.count {
      if case .figure = $0 { true } else { false }
    }
  }

  private func fault(_ span: Span) -> Fault? {
    switch span {
    case .words(let text): return text.contains(where: \.isNumber) ? .looseDigit(text) : nil
    case .path(let path): return tree[path] == nil ? .noSource(path) : nil
    case .name(let text, let source):
      switch tree[source] {
      case .text(text)?: return nil
      case .truth(let truth)?: return text == (truth ? "true" : "false") ? nil : .wrongName(text, source: source)
      case nil: return .noSource(source)
      default: return .wrongName(text, source: source)
      }
    case .prefix(let text, let source):
      guard case .text(let name)? = tree[source] else { return .noSource(source) }
      return name.hasPrefix(text) && text.count == min(8, name.count) ? nil : .wrongName(text, source: source)
    case .figure(let text, let figure):
      guard case .number(let value)? = tree[figure.source] else { return .noSource(figure.source) }
      return isRight(text, value, figure.form) ? nil : .wrongNumber(text, source: figure.source)
    }
  }

  private func isRight(_ text: String, _ value: Double, _ form: Figure.Form) -> Bool {
    guard let exact = Decimal(string: "\(value)") else { return false }
    switch form {
    case .step(let step): return read(text) == rounded(exact, places(of: step)) && decimals(text) == places(of: step)
    case .magnitude(let step):
      return read(text) == rounded(abs(exact), places(of: step)) && decimals(text) == places(of: step)
    case .significant(let count):
      var places = 0
      var size = abs(exact)
      while size != 0, size < pow(Decimal(10), count - 1), places < 3 {
        size *= 10
        places += 1
      }
      if exact == 0 { places = min(count - 1, 3) }
      return read(text) == rounded(exact, places) && decimals(text) == places
    case .count: return read(text) == rounded(exact, 0) && decimals(text) == 0
    case .percent:
      guard text.hasSuffix(" %") else { return false }
      return read(String(text.dropLast(2))) == rounded(exact * 100, 0)
    case .duration:
      for (key, seconds, limit, places) in Self.durations where abs(value) < limit {
        guard text.hasSuffix(" " + language[key]) else { return false }
        let number = String(text.dropLast(language[key].count + 1))
        return read(number) == rounded(exact / seconds, places) && decimals(number) == places
      }
      return false
    case .time: return text == Self.time(nanoseconds: exact)
    case .exact: return Double(text) == value
    }
  }

  private static let durations: [(TextKey, Decimal, Double, Int)] = [
    (.unitSecond, 1, 90, 0), (.unitMinute, 60, 5400, 0), (.unitHour, 3600, 172_800, 1),
    (.unitDay, 86_400, .infinity, 1),
  ]

  private func read(_ text: String) -> Decimal? {
    Decimal(string: text.replacingOccurrences(of: "−", with: "-"))
  }

  private func decimals(_ text: String) -> Int {
    text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }

  /// Decimals of a step, at most nine.
  private func places(of step: Double) -> Int {
    guard step > 0, var left = Decimal(string: "\(step)") else { return 3 }
    var places = 0
    while places < 9, rounded(left, 0) != left {
      left *= 10
      places += 1
    }
    return places
  }

  private func rounded(_ value: Decimal, _ places: Int) -> Decimal {
    var value = value
    var result = Decimal()
    // `.plain` rounds half away from zero only above it.
    let isNegative = value < 0
    if isNegative { value.negate() }
    NSDecimalRound(&result, &value, places, .plain)
    return isNegative ? -result : result
  }

  private static func time(nanoseconds: Decimal) -> String {
    var seconds = nanoseconds / 1_000_000_000
    var whole = Decimal()
    NSDecimalRound(&whole, &seconds, 0, .down)
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
    return formatter.string(from: Date(timeIntervalSince1970: NSDecimalNumber(decimal: whole).doubleValue))
  }
}
