internal import Foundation

/// Numbers, times and columns of the live demonstration.
enum LiveFigure {
  /// A number with so many decimals; what is none is a dash.
  static func number(_ value: Double?, decimals: Int) -> String {
    guard let value, value.isFinite, abs(value) < 1e15 else { return "–" }
    let text = String(format: "%.\(decimals)f", value)
    return text.hasPrefix("-") && !text.contains(where: { ("1"..."9").contains($0) }) ? String(text.dropFirst()) : text
  }

  /// Seconds since midnight of the first day, as a clock, with the day where there is more than one.
  static func clock(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60 + 1e-9).rounded(.down))
    let text = [minutes / 60 % 24, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return minutes < 1440 ? text : "day \(minutes / 1440 + 1), \(text)"
  }

  /// A span of time as people say it: seconds below two minutes, then minutes, then hours and minutes.
  static func span(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded())
    switch seconds {
    case ..<120: return "\(Int(seconds.rounded())) s"
    case ..<7200: return "\(minutes) min"
    default: return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
  }

  /// A share of one in whole percent.
  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// The text in a column: cut where it is too long, else filled up with blanks.
  static func column(_ text: String, _ width: Int, right: Bool = false) -> String {
    guard text.count <= width else { return String(text.prefix(max(0, width - 1))) + "…" }
    let blanks = String(repeating: " ", count: width - text.count)
    return right ? blanks + text : text + blanks
  }
}
