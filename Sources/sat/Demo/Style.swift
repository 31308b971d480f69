internal import Foundation

/// Colours for a terminal, or none.
struct Style {
  let isColoured: Bool

  /// Whether standard output is a terminal whose owner does not object (NO_COLOR).
  static var suitsStandardOutput: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  func strong(_ text: String) -> String { escaped(text, "1") }
  func dim(_ text: String) -> String { escaped(text, "2") }
  func good(_ text: String) -> String { escaped(text, "32") }
  func bad(_ text: String) -> String { escaped(text, "31") }
  func title(_ text: String) -> String { escaped(text, "1;36") }

  private func escaped(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
