/// Why a note is no checkpoint.
public enum CheckpointError: Error, Sendable, Equatable {
  /// It is no signed note at all.
  case note(NoteError)
  /// Fewer than the three lines origin, size and root.
  case tooFewLines
  /// A blank line within the text.
  case emptyLine
  /// The second line is no decimal number without leading zeros.
  case malformedSize
  /// The third line is no base64 of 32 bytes, or not the hash of no bytes although the tree is empty.
  case malformedRoot
}

extension CheckpointError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .note(let error): error.description
    case .tooFewLines: "has fewer than the three lines origin, size and root"
    case .emptyLine: "has a blank line within its text"
    case .malformedSize: "its second line is no tree size"
    case .malformedRoot: "its third line is no root hash"
    }
  }
}
