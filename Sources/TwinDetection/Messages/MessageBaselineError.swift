/// Why bytes are not a baseline that this program can use.
public enum MessageBaselineError: Error, Equatable, CustomStringConvertible {
  /// The file does not begin like a baseline.
  case notABaseline
  /// The digest does not match the content.
  case damaged
  /// Written by a newer program.
  case newerVersion(found: Int, supported: Int)
  /// Digest and version are right, but the content contradicts itself.
  case inconsistent(String)

  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .notABaseline: "not a baseline of messages; baselines are written by 'sat train --messages'"
    case .damaged: "the baseline is damaged: its digest does not match its content; copy it again or train anew"
    case .newerVersion(let found, let supported):
      "the baseline has version \(found), this program reads up to \(supported); update the program or train anew"
    case .inconsistent(let what): "the baseline contradicts itself: \(what); train anew"
    }
  }
}
