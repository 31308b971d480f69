/// Why bytes are not a model that this program can use.
public enum ModelError: Error, Equatable, CustomStringConvertible {
  /// The file does not begin like a model.
  case notAModel
  /// Fewer bytes than the file says it has.
  case truncated(expected: Int, found: Int)
  /// The digest does not match the content.
  case damaged
  /// Written by a newer program.
  case newerVersion(found: Int, supported: Int)
  /// Digest and version are right, but the content contradicts itself.
  case inconsistent(String)

  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .notAModel: "not a detector model; models are written by 'sat train'"
    case .truncated(let expected, let found):
      "the model is cut off: \(expected) bytes expected, \(found) found; copy it again or train anew"
    case .damaged: "the model is damaged: its digest does not match its content; copy it again or train anew"
    case .newerVersion(let found, let supported):
      "the model has version \(found), this program reads up to \(supported); update the program or train anew"
    case .inconsistent(let what): "the model contradicts itself: \(what); train anew"
    }
  }
}
