/// A number, perhaps with a unit of its own: `0.8`, `80 cm`, `0.5 m/min`.
struct SiteMeasure {
  var value: Double
  /// The unit text after the number; `nil` when there is none.
  var unit: String?

  /// Splits a text after its number; `nil` when it does not begin with a finite one.
  init?(_ text: String) {
    let trimmed = text.drop { $0 == " " }
    let number = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    var end = number.endIndex
    let rest = trimmed[end...]
    if rest.first == "e" || rest.first == "E" {
      let exponent = rest.dropFirst().prefix { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "+") }
      if exponent.last?.isNumber == true { end = exponent.endIndex }
    }
    guard let value = Double(trimmed[..<end]), value.isFinite else { return nil }
    self.value = value
    let symbol = trimmed[end...].drop { $0 == " " }
    guard symbol.first.map({ $0.isLetter || $0.isNumber || $0 == "°" || $0 == "%" }) ?? true else { return nil }
    unit = symbol.isEmpty ? nil : String(symbol)
  }
}
