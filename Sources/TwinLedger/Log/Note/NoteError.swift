/// Why bytes are no signed note, or text is no key.
public enum NoteError: Error, Sendable, Equatable {
  /// More bytes than any note of a log needs.
  case tooLarge(bytes: Int, limit: Int)
  /// Not UTF-8, or with a control character other than the line feed.
  case invalidText
  /// No blank line that separates text and signatures, or no line feed at the end.
  case noSignatures
  /// A signature line, counted from 1, that is none.
  case malformedSignature(line: Int)
  /// More signature lines than a verifier looks at.
  case tooManySignatures(limit: Int)
  /// A key that does not have the form `name+ID+base64`, or whose ID does not belong to it.
  case malformedKey
  /// A key of a type that is not known here, by its type byte.
  case unknownKeyType(UInt8)
  /// A key name that is empty or has blanks or a plus sign.
  case invalidKeyName
}

extension NoteError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .tooLarge(let bytes, let limit): "has \(bytes) bytes, and a signed note has at most \(limit)"
    case .invalidText: "is not UTF-8 without control characters"
    case .noSignatures: "does not end in a blank line and signature lines"
    case .malformedSignature(let line): "signature line \(line) is malformed"
    case .tooManySignatures(let limit): "has more than \(limit) signatures"
    case .malformedKey: "is no key of the form name+ID+base64, or its ID is not its own"
    case .unknownKeyType(let type): "is a key of the unknown type \(type)"
    case .invalidKeyName: "has a key name that is empty or holds a blank or a plus sign"
    }
  }
}
