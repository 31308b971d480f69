internal import Foundation

/// Draws a picture over the one before, in one write, so that nothing flickers.
struct LiveCanvas {
  private var drawn = 0

  /// Whether standard output is a terminal that is wide enough and can move its cursor.
  static var suitsStandardOutput: Bool {
    guard isatty(STDOUT_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] ?? "dumb" != "dumb" else {
      return false
    }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return true }
    return size.ws_col > LiveScreen.width && Int(size.ws_row) > 24
  }

  /// The bytes that replace the last picture by this one.
  mutating func frame(_ lines: [String]) -> String {
    let up = drawn > 0 ? "\u{1B}[\(drawn)F" : ""
    drawn = lines.count
    return up + lines.map { $0 + "\u{1B}[K\n" }.joined()
  }

  /// Draws a picture.
  mutating func draw(_ lines: [String]) throws(Failure) { try printResult(frame(lines)) }
}
