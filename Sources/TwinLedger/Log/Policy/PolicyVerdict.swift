/// What a policy says of a checkpoint.
public enum PolicyVerdict: Sendable, Equatable {
  /// Log and quorum stand behind it.
  case trusted(TrustedCheckpoint)
  /// It must not be believed.
  case rejected(Reason)

  /// Why a checkpoint must not be believed.
  public enum Reason: Sendable, Equatable {
    /// A known key's signature does not verify.
    case invalidSignature(key: String)
    /// No known log of that origin signed it, or not all keys that must.
    case noLogSignature(origin: String)
    /// Too few of the quorum cosigned it.
    case noQuorum(got: Int, needed: Int)
  }
}

extension PolicyVerdict.Reason: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .invalidSignature(let key): "the signature of \(key) is not valid"
    case .noLogSignature(let origin): "no trusted key of the log \(origin) signed it, or not all that must"
    case .noQuorum(let got, let needed): "\(got) of the quorum cosigned it, \(needed) are needed"
    }
  }
}
