/// Numbers and spans of time as people write them.
package enum Wording {
  /// A number with at most three decimals, without trailing zeros.
  package static func number(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
  }

  /// A span of time in the largest unit of s, min, h, days in which it is at least one.
  package static func span(_ seconds: Double) -> String {
    switch abs(seconds) {
    case 172_800...: number(seconds / 86_400) + " days"
    case 3600...: number(seconds / 3600) + " h"
    case 120...: number(seconds / 60) + " min"
    default: number(seconds) + " s"
    }
  }
}
