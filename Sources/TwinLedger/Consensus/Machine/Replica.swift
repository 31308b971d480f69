/// One replica of Simplex with self-justifying proposals, as a pure machine: events in, effects out.
///
/// It reads no clock, draws no random number, touches no disk and no network. Byzantine fault tolerance: n members, at
/// most f = ⌊(n − 1)/3⌋ of which lie; q = ⌈(n + f + 1)/2⌉ votes decide. A block is final three message delays after
/// its leader proposed it, and the next one may be proposed after two.
///
/// Source: Chan and Pass, "Simplex Consensus", ePrint 2023/463, in the form of thirteen rules. Each is enforced where
/// its number stands in this folder:
///  1. enter a view (`enterViews`)                      2. propose, with the justification J (`propose`)
///  3. NOTAR (`notarize`)                               4. FINAL (`finalizeViews`)
///  5. SKIP (`skipView`)                                6. the lock, which follows from 4 and 5
///  7. commit with all ancestors (`commitFinalized`)    8. pacemaker (`pace`, `help`)
///  9. persist before sending (`cast`, `persisted`)    10. standstill (`standstill`)
/// 11. catch-up (`fetchMissing`, `receiveBlocks`)      12. membership change (`beginEpoch`)
/// 13. evidence (`accuse`)
///
/// ## Deviations from the source
/// - The paper's dummy blocks are SKIP certificates, and a proposal carries those between its parent and itself.
/// - NOTAR and FINAL certificates are not multicast: all votes are, and who lags is given the certificate it lacks.
/// - A leader with nothing new to order waits one Δ for its parent to become final before it proposes an empty block.
/// - A member may still send NOTAR(v) after SKIP(v); safety rests on FINAL and SKIP excluding each other.
public struct Replica: Sendable {
  /// What it was told.
  public let configuration: ReplicaConfiguration
  /// Its name.
  public let node: NodeID
  let verifier: any VoteVerifier
  let signer: (any VoteSigner)?

  /// The chain, epoch and members whose signatures count.
  public internal(set) var context: VotingContext
  /// Its place among the members, or nil where it is none.
  public internal(set) var position: Int?
  /// All other members, by name.
  var others: [NodeID] = []
  /// Where its final chain ends.
  public internal(set) var tip: ChainTip
  /// The FINAL certificate of the tip; nil where the tip is the epoch's genesis.
  var tipCertificate: Certificate?
  /// The view it is in.
  public internal(set) var view: UInt64
  /// Views above the tip: `rounds[k]` is view `tip.view + 1 + k`.
  var rounds: [Round] = []
  /// The highest view above the tip with a certificate (rule 1).
  var certifiedView: UInt64
  var pool: EntryPool
  /// Whether and why it votes.
  public internal(set) var standing: Standing
  /// Votes count only above this epoch and view (rule 9).
  var floor = EpochView(epoch: 0, view: 0)
  /// Remembered for epochs that the stored chain has not reached yet.
  var laterRecords: [WriteAheadRecord] = []

  /// Certificates and proposals to write down before the next vote.
  var unrecorded: [WriteAheadRecord] = []
  var nextToken: UInt64 = 1
  var recordedBytes = 0
  /// The write-ahead log begins anew when it has more bytes than this.
  var compactionBytes: Int
  /// Words that wait for their record to be durable, in the order of their tokens.
  var outbox: [Parcel] = []

  var deadlines: [Instant?] = Array(repeating: nil, count: ReplicaTimer.allCases.count + 1)
  var viewExpired = false
  var proposeExpired = false
  /// The latest view, up to the present one, in which each member was heard (rule 8).
  var lastHeard: [UInt64]
  /// Members who were told at this tip that they lag.
  var toldTip: Set<NodeID> = []
  var fetching: Fetching?
  /// A peer that says it has more than we do, and how often it disappointed.
  var ahead: Ahead?
  /// Whom an observer asked last.
  var lookedAround = 0
  /// Members already accused in this epoch (rule 13).
  var accused = MemberBits()
  /// The set that the last epoch's leaver hands over to, and who of them is there (rule 12).
  var successors: MemberBits?

  var now = Instant(nanoseconds: .min)
  var effects: [ReplicaEffect] = []

  /// Creates a replica where its storage left it.
  ///
  /// - Parameter members: the member set in force after `tip`.
  /// - Parameter tip: the end of the stored chain; `ChainTip.genesis` for a new one.
  /// - Parameter tipProof: the stored proof of the tip; nil at genesis.
  /// - Parameter signer: this node's key; nil makes an observer.
  /// - Parameter recollection: what the write-ahead log told.
  public init(
    configuration: ReplicaConfiguration, node: NodeID, members: MemberSet, tip: ChainTip, tipProof: FinalityProof?,
    verifier: any VoteVerifier, signer: (any VoteSigner)?, recollection: Recollection
  ) {
    self.configuration = configuration
    self.node = node
    self.verifier = verifier
    self.signer = signer
    self.tip = tip
    context = VotingContext(chainID: configuration.chainID, epoch: tip.epoch, members: members)
    tipCertificate = tip.view > 0 && tipProof?.path.isEmpty == true ? tipProof?.certificate : nil
    view = tip.view + 1
    certifiedView = tip.view
    compactionBytes = configuration.memoryBytes
    pool = EntryPool(entries: configuration.poolEntries, bytes: configuration.poolBytes)
    lastHeard = Array(repeating: tip.view, count: members.count)
    standing = .voting
    takePlace()
    recall(recollection)
  }

  /// Takes one event in; gives what is to be done, in order.
  public mutating func receive(_ event: ReplicaEvent, at moment: Instant) -> [ReplicaEffect] {
    now = max(now, moment)
    switch event {
    case .start: start()
    case .message(let message, let sender): receive(message, from: sender)
    case .timer(let timer): fire(timer)
    case .submitted(let entries): submit(entries)
    case .persisted(let token): persisted(through: token)
    case .diskFailed: observe(.diskFailed)
    }
    advance()
    defer { effects = [] }
    return effects
  }

  /// Applies the rules until none has anything left to do.
  private mutating func advance() {
    while acceptCandidates() || commitFinalized() || enterViews() || propose() || notarize() || finalizeViews()
      || skipView()
    {}
    fetchMissing()
    pace()
    compactMemory()
  }

  /// Whether and why a replica votes.
  public enum Standing: Sendable, Hashable {
    /// It votes.
    case voting
    /// It asks its peers how far they are, before it votes again (rule 9).
    case recovering(nonce: UInt64, answers: MemberBits)
    /// It reads and serves.
    case observing(ObservationReason)
  }

  /// A word that waits for its record to be durable.
  struct Parcel: Sendable, Hashable {
    var token: UInt64
    var epoch: UInt64
    var content: Message.Content
  }

  /// A fetch that was not answered yet.
  struct Fetching: Sendable, Hashable {
    var wish: Fetch
    var attempt = 0
    var wasSent = false
  }

  /// A peer's claim to a longer chain.
  struct Ahead: Sendable, Hashable {
    var node: NodeID
    var height: UInt64
    var disappointments = 0
  }
}

extension Replica {
  var members: MemberSet { context.members }
  /// How many votes make a certificate.
  var quorum: Int { members.quorum - (breaks(.quorumMinusOne) ? 1 : 0) }

  func breaks(_ rule: RuleMutations) -> Bool { configuration.mutations.contains(rule) }

  /// Who leads a view: leader(v) = members[(v + offset) mod n].
  public func leader(of view: UInt64) -> Int { Int((view &+ configuration.leaderOffset) % UInt64(members.count)) }

  /// Whether it may cast votes in `view` at all (rule 9).
  func mayVote(in view: UInt64) -> Bool {
    standing == .voting && position != nil && EpochView(epoch: context.epoch, view: view) > floor
  }

  /// So many views above the present one are kept track of; who is further ahead is asked for blocks.
  static let lookahead: UInt64 = 256
  /// So many views above the tip are kept at most.
  static let window: UInt64 = 8_192

  /// The place of a view's round, made where it is new; nil outside the window.
  mutating func round(at view: UInt64, reach: UInt64 = lookahead) -> Int? {
    guard view > tip.view, view - tip.view <= Self.window, view <= self.view || view - self.view <= reach else {
      return nil
    }
    let index = Int(view - tip.view - 1)
    while rounds.count <= index { rounds.append(Round(view: tip.view + 1 + UInt64(rounds.count))) }
    return index
  }

  /// The place of a view's round where there is one.
  func existingRound(at view: UInt64) -> Int? {
    guard view > tip.view, view - tip.view <= UInt64(rounds.count) else { return nil }
    return Int(view - tip.view - 1)
  }

  mutating func send(_ content: Message.Content, to nodes: [NodeID]) {
    guard !nodes.isEmpty else { return }
    effects.append(.send(Message(epoch: context.epoch, content), to: nodes))
  }

  mutating func setTimer(_ timer: ReplicaTimer, after delay: Duration) {
    let moment = now + delay
    deadlines[Int(timer.rawValue)] = moment
    effects.append(.setTimer(timer, at: moment))
  }

  mutating func cancelTimer(_ timer: ReplicaTimer) {
    guard deadlines[Int(timer.rawValue)] != nil else { return }
    deadlines[Int(timer.rawValue)] = nil
    effects.append(.cancelTimer(timer))
  }

  /// When a timer is due, or nil where it is not set.
  func deadline(of timer: ReplicaTimer) -> Instant? { deadlines[Int(timer.rawValue)] }

  mutating func blame(_ sender: NodeID, _ misbehaviour: Misbehaviour) {
    effects.append(.report(.misbehaviour(sender, misbehaviour)))
  }

  mutating func observe(_ reason: ObservationReason) {
    guard standing != .observing(reason) else { return }
    standing = .observing(reason)
    if reason == .diskFailed { outbox = [] }
    cancelTimer(.view)
    cancelTimer(.propose)
    effects.append(.report(.observing(reason)))
  }
}
