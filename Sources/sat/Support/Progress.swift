internal import Foundation
internal import Synchronization

/// A line on the terminal that says what is going on, shown only when work takes longer than two seconds and only to
/// people.
final class Progress: Sendable {
  private let begin = ContinuousClock.now
  private let isShown: Bool
  private let lastShown: Mutex<ContinuousClock.Instant>

  /// - Parameter isSilent: whether nothing is shown even on a terminal.
  init(isSilent: Bool = false) {
    isShown = !isSilent && isatty(STDERR_FILENO) == 1
    lastShown = Mutex(begin)
  }

  /// Replaces the line by `text`, at most five times a second.
  func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - begin > .seconds(2) else { return }
    let isDue = lastShown.withLock { last in
      guard now - last > .milliseconds(200) else { return false }
      last = now
      return true
    }
    if isDue { FileHandle.standardError.write(Data("\r\u{1B}[K\(text())".utf8)) }
  }

  /// Removes the line.
  func end() {
    guard isShown, ContinuousClock.now - begin > .seconds(2) else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
