internal import Dispatch
internal import Foundation
internal import TwinConnectors

/// What happens when somebody presses Ctrl-C or ends the program: unfinished files go, finished ones stay.
///
/// The program then ends by the very signal that it got, as a shell expects.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  /// From now on, and as long as the value lives, an interrupted program leaves no unfinished file behind. A signal
  /// that the parent process ignores stays ignored.
  init() {
    sources = [SIGINT, SIGTERM, SIGHUP].filter(Self.silence).map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler { Self.end(by: number) }
      source.resume()
      return source
    }
  }

  /// Keeps a signal from ending the program at once; false when it would not have done so anyway.
  private static func silence(_ number: Int32) -> Bool {
    unsafeBitCast(signal(number, SIG_IGN), to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(by number: Int32) -> Never {
    UnfinishedFiles.abandon()
    if isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    complain("interrupted; what was finished stays, nothing unfinished was left")
    // The queue's threads block signals; this one is to be ended by it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    signal(number, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
    _exit(128 + number)
  }
}
