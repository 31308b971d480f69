/// Why a proof file proves nothing.
public enum LogProofError: Error, Sendable, Equatable {
  /// More bytes than a proof has.
  case tooLarge(bytes: Int, limit: Int)
  /// A line, counted from 1, that is not what the format wants there.
  case malformedLine(Int)
  /// What follows the first blank line is no checkpoint.
  case checkpoint(CheckpointError)
  /// The policy does not trust the checkpoint.
  case policy(PolicyVerdict.Reason)
  /// The hashes do not lead from the entry to the checkpoint's root.
  case inclusion(MerkleProofError)
}

extension LogProofError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .tooLarge(let bytes, let limit): "has \(bytes) bytes, and a proof has at most \(limit)"
    case .malformedLine(let number): "line \(number) is not what a proof has there"
    case .checkpoint(let error): "the checkpoint in it \(error)"
    case .policy(let reason): reason.description
    case .inclusion(let error): "the entry is not what was logged: \(error)"
    }
  }
}
