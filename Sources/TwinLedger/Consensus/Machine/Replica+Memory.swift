/// Rule 9: nothing is said before it is remembered.
extension Replica {
  /// Signs a vote, writes it down, and sends it once it is durable. The decision binds at once.
  mutating func cast(_ kind: VoteKind, view: UInt64, hash: Digest32) {
    guard let position, let signature = sign(kind, view: view, hash: hash) else { return }
    let vote = Vote(kind: kind, view: view, hash: hash, signer: position, signature: signature)
    record(.vote(epoch: context.epoch, kind: kind, view: view, hash: hash), thenSend: .vote(vote))
  }

  mutating func sign(_ kind: VoteKind, view: UInt64, hash: Digest32) -> VoteSignature? {
    let signature = signer?.signature(of: context.statement(kind, view: view, hash: hash))
    if signature == nil { observe(.keyMismatch) }
    return signature
  }

  /// Writes down what was acted on and then the vote itself; the log keeps that order.
  mutating func record(_ record: WriteAheadRecord, thenSend content: Message.Content) {
    for earlier in unrecorded + [record] {
      effects.append(.persist(earlier, token: nextToken))
      recordedBytes += earlier.approximateBytes
      nextToken += 1
    }
    unrecorded = []
    let parcel = Parcel(token: nextToken - 1, epoch: context.epoch, content: content)
    if breaks(.rule9SendBeforePersist) { deliver(parcel) } else { outbox.append(parcel) }
  }

  /// What is durable may be said, and counts.
  mutating func persisted(through token: UInt64) {
    guard token < nextToken else { return }
    let ready = outbox.prefix { $0.token <= token }
    outbox.removeFirst(ready.count)
    for parcel in ready { deliver(parcel) }
  }

  private mutating func deliver(_ parcel: Parcel) {
    guard parcel.epoch == context.epoch else { return }
    send(parcel.content, to: others)
    guard case .vote(let vote) = parcel.content, let index = round(at: vote.view) else { return }
    note(vote)
    count(vote, verified: true, at: index)
  }

  // MARK: After a start

  /// Takes up what the write-ahead log told.
  mutating func recall(_ recollection: Recollection) {
    switch recollection {
    case .firstStart: break
    case .intact(let records): recall(all: records)
    case .tornTail(let records, let nonce):
      recall(all: records)
      if standing == .voting && !breaks(.rule9IgnoreTornTail) {
        standing = .recovering(nonce: nonce, answers: MemberBits())
      }
    case .damaged: standing = .observing(.damagedMemory)
    }
    effects = []
    unrecorded = []
  }

  private mutating func recall(all records: [WriteAheadRecord]) {
    guard !breaks(.rule9ForgetVotes) else { return }
    for record in records { recall(record) }
  }

  /// Takes up one record; one of an epoch that the chain has not reached is kept for then.
  mutating func recall(_ record: WriteAheadRecord) {
    guard record.epoch <= context.epoch else { return laterRecords.append(record) }
    if case .floor(let epoch, let view) = record { floor = max(floor, EpochView(epoch: epoch, view: view)) }
    guard record.epoch == context.epoch else { return }
    switch record {
    case .vote(_, let kind, let view, let hash): recallVote(kind, view: view, hash: hash)
    case .certificate(_, let certificate): learn(certificate, from: nil)
    case .proposal(let proposal):
      guard let index = round(at: proposal.block.view, reach: Self.window) else { return }
      keep(proposal, at: index)
    case .floor: break
    }
  }

  /// An own vote binds again, and counts again.
  private mutating func recallVote(_ kind: VoteKind, view: UInt64, hash: Digest32) {
    guard let index = round(at: view, reach: Self.window) else { return }
    switch kind {
    case .propose:
      rounds[index].ownProposal = hash
      return
    case .notarize: rounds[index].ownNotarizations.append(hash)
    case .skip: rounds[index].ownSkip = true
    case .finalize: rounds[index].ownFinal = hash
    case .reconfigure: return
    }
    guard let position, let signature = sign(kind, view: view, hash: hash) else { return }
    let vote = Vote(kind: kind, view: view, hash: hash, signer: position, signature: signature)
    count(vote, verified: true, at: index)
  }

  /// All that a crash must leave known: a floor at the tip, and above it certificates, blocks voted for, own words.
  public var liveRecords: [WriteAheadRecord] {
    let epoch = context.epoch
    let base = max(floor, EpochView(epoch: epoch, view: tip.view))
    var records: [WriteAheadRecord] = [.floor(epoch: base.epoch, view: base.view)]
    for round in rounds {
      for certificate in [round.notarized, round.skipped] {
        if let certificate { records.append(.certificate(epoch: epoch, certificate)) }
      }
      let voted = round.ownNotarizations + [round.ownProposal, round.ownFinal].compactMap { $0 }
      for candidate in round.candidates where voted.contains(candidate.proposal.block.hash) {
        records.append(.proposal(candidate.proposal))
      }
      func vote(_ kind: VoteKind, _ hash: Digest32) {
        records.append(.vote(epoch: epoch, kind: kind, view: round.view, hash: hash))
      }
      if let hash = round.ownProposal { vote(.propose, hash) }
      for hash in round.ownNotarizations { vote(.notarize, hash) }
      if round.ownSkip { vote(.skip, .zero) }
      if let hash = round.ownFinal { vote(.finalize, hash) }
    }
    return records + laterRecords
  }

  /// Lets the write-ahead log begin anew when it has grown.
  mutating func compactMemory() {
    guard recordedBytes > compactionBytes, standing == .voting else { return }
    let records = liveRecords
    let live = records.reduce(0) { $0 + $1.approximateBytes }
    // A log that is mostly alive would be written anew, or looked through, again and again.
    compactionBytes = max(configuration.memoryBytes, 2 * live)
    guard recordedBytes > compactionBytes else { return }
    recordedBytes = live
    effects.append(.compact(records))
  }

  // MARK: After a bad last record

  /// Asks all peers for their highest view, as long as it must.
  mutating func askForViews() {
    if case .recovering(let nonce, _) = standing { send(.statusRequest(nonce), to: others) }
    if successors != nil { send(.statusRequest(0), to: others) }
  }

  /// Counts an answer whose view is proven. After q of them, this replica's memory among them, no vote above the highest
  /// view + 1 can be a second one.
  ///
  /// Why: who voted in view v held a certificate of v − 1, so q members had voted there; with q answers they share
  /// f + 1, an honest one among them, whose view or remembered vote is at least v − 1. Only the last record can be
  /// missing here (more is `.damaged`), so where that honest one is this replica itself, it remembers.
  mutating func noteRecovery(_ status: Status, from sender: NodeID) {
    guard case .recovering(let nonce, var answers) = standing, status.nonce == nonce,
      let member = members.position(of: sender)
    else { return }
    let proven = max(view, certifiedView + 1)
    guard status.view <= proven else { return }
    answers.insert(member)
    standing = .recovering(nonce: nonce, answers: answers)
    guard answers.count >= members.quorum - 1 else { return }
    let remembered = rounds.last {
      $0.ownProposal != nil || !$0.ownNotarizations.isEmpty || $0.ownSkip || $0.ownFinal != nil
    }
    let highest = max(proven, remembered?.view ?? 0)
    floor = max(floor, EpochView(epoch: context.epoch, view: highest + 1))
    standing = .voting
    effects.append(.report(.recovered(above: highest + 1)))
    effects.append(.compact(liveRecords))
  }
}

extension WriteAheadRecord {
  /// The epoch that it belongs to.
  var epoch: UInt64 {
    switch self {
    case .vote(let epoch, _, _, _), .certificate(let epoch, _), .floor(let epoch, _): epoch
    case .proposal(let proposal): proposal.block.header.epoch
    }
  }

  /// About how many bytes it takes.
  var approximateBytes: Int {
    func size(_ certificate: Certificate) -> Int { certificate.signatures.reduce(64) { $0 + $1.bytes.count + 2 } }
    switch self {
    case .vote, .floor: return 96
    case .certificate(_, let certificate): return size(certificate)
    case .proposal(let proposal):
      let proof = proposal.justification
      return 256 + proposal.block.entryBytes + 2 * proposal.block.entries.count
        + (proof.parent.map(size) ?? 0) + proof.skips.reduce(0) { $0 + size($1) }
    }
  }
}
