/// What is wrong with a policy file, and in which line.
public struct LogPolicyError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Problem: Error, Sendable, Equatable {
    /// More bytes than a policy has.
    case tooLarge
    /// A byte that is a control character.
    case controlCharacter
    /// A line that begins with no known word.
    case unknownKeyword(String)
    /// A line with too few or too many words.
    case wordCount(String)
    /// A key that is none.
    case key(NoteError)
    /// A key of a type that a log, or a witness, does not use.
    case keyType
    /// The same public key a second time.
    case duplicateKey
    /// A name that is defined already, or cannot be.
    case nameTaken(String)
    /// A name that is not defined before this line.
    case undefinedName(String)
    /// A name that is a member already.
    case memberTwice(String)
    /// A threshold that is no number from 1 to the number of members.
    case threshold(String)
    /// A second quorum line, or none at all.
    case quorumCount
  }

  /// Counted from 1; 0 for the file as a whole.
  public let line: Int
  /// What is wrong.
  public let problem: Problem
}

extension LogPolicyError: CustomStringConvertible {
  /// One line for people.
  public var description: String { line == 0 ? problem.description : "line \(line): \(problem)" }
}

extension LogPolicyError.Problem: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .tooLarge: "a policy has at most 1 MiB"
    case .controlCharacter: "a control character"
    case .unknownKeyword(let word): "\"\(word)\" is none of log, witness, group, quorum"
    case .wordCount(let keyword): "the number of words does not fit \"\(keyword)\""
    case .key(let error): "the key \(error)"
    case .keyType: "a witness needs a cosignature key, a log a signature key"
    case .duplicateKey: "the same public key again"
    case .nameTaken(let name): "the name \"\(name)\" is taken"
    case .undefinedName(let name): "\"\(name)\" is not defined above"
    case .memberTwice(let name): "\"\(name)\" is a member of a group already"
    case .threshold(let word): "\"\(word)\" is no threshold: all, any, or 1 to the number of members"
    case .quorumCount: "there must be exactly one quorum line"
    }
  }
}
