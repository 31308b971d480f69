/// Whom to believe: known logs, known witnesses, and which of them together are enough.
///
/// A checkpoint holds when any one of the logs signed it and the quorum of witnesses cosigned it. With the replicas of a
/// Byzantine-fault-tolerant cluster as witnesses and their quorum as threshold, that is finality.
/// Source: C2SP tlog-policy.
public struct LogPolicy: Sendable, Equatable {
  /// A witness with its name in the policy.
  struct Witness: Sendable, Equatable {
    var name: String
    var key: VerifierKey
  }

  /// Whom a quorum can consist of. Members come earlier in the policy than the groups they are in.
  enum Member: Sendable, Equatable {
    /// Position in `witnesses`.
    case witness(Int)
    /// At least so many of the members at these positions in `members`.
    case group(threshold: Int, of: [Int])
  }

  /// Keys of the logs; each carries its log's origin as name.
  public internal(set) var logs: [VerifierKey] = []
  /// Keys of the witnesses.
  public var witnessKeys: [VerifierKey] { witnesses.map(\.key) }

  var witnesses: [Witness] = []
  var members: [Member] = []
  /// Position in `members` that must have witnessed; `nil` where no cosignature is asked for.
  var quorum: Int?

  init() {}

  /// Believes whatever all of some keys have signed: logs' keys and witnesses' alike.
  ///
  /// - Parameter keys: at least one that is no cosignature key; each must have signed, nobody else needs to.
  public init(requiringAll keys: [VerifierKey]) {
    logs = keys.filter { $0.algorithm != .cosignature }
    mustAllSign = true
    witnesses = keys.filter { $0.algorithm == .cosignature }.map { Witness(name: $0.name, key: $0) }
    members = witnesses.indices.map { .witness($0) }
    if !witnesses.isEmpty {
      members.append(.group(threshold: witnesses.count, of: Array(witnesses.indices)))
      quorum = members.count - 1
    }
  }

  /// Whether every log key must have signed instead of any one.
  private(set) var mustAllSign = false
}
