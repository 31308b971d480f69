internal import TwinSimulation

/// An honest node of a simulated ledger: the replica, its write-ahead log and chain on a simulated disk, its timers and
/// its network. It does the effects and decides nothing.
struct ReplicaNode {
  typealias Actions = NodeActions<LedgerMessage, ReplicaOutput>

  let node: Int
  let cast: Cast
  let configuration: ReplicaConfiguration
  /// Who lacks more blocks than this is given a snapshot.
  let patience: UInt64
  /// How often this node began before.
  let life: Int

  private(set) var replica: Replica?
  private var chain: StoredChain
  private var journal: Journal
  private var watch = ContradictionWatch()

  /// - Parameter journalBytes: how large the write-ahead log is at first.
  init(
    node: Int, life: Int, cast: Cast, configuration: ReplicaConfiguration, patience: UInt64,
    journalBytes: Int = Journal.usualCapacity
  ) {
    self.node = node
    self.life = life
    self.cast = cast
    self.configuration = configuration
    self.patience = patience
    journal = Journal(chainID: cast.chainID, publicKey: cast.signer(of: node).publicKey, capacity: journalBytes)
    chain = StoredChain(
      genesis: .genesis(chainID: cast.chainID, members: cast.members), members: cast.members)
  }

  /// The height of the final chain.
  var height: UInt64 { chain.tip.height }

  mutating func start(disk: SimulatedDisk, at now: Instant, actions: inout Actions) {
    let stored = disk.read(StoredChain.path) ?? []
    let good = chain.load(stored)
    if good < stored.count { journal.truncate(StoredChain.path, to: good, &actions) }
    let recollection =
      life == 0
      ? .firstStart
      : journal.recollection(of: disk.read(Journal.path), nonce: UInt64(node) << 32 | UInt64(life))
    let replica = Replica(
      configuration: configuration, node: cast.name(of: node), members: chain.members, tip: chain.tip,
      tipProof: chain.blocks.last?.proof, verifier: cast.scheme, signer: cast.signer(of: node),
      recollection: recollection)
    // A log with a bad end stays as it is until the replica has recovered: only then may it look whole.
    switch recollection {
    case .firstStart: journal.begin()
    case .intact: journal.compact(replica.liveRecords, &actions)
    case .tornTail, .damaged: break
    }
    self.replica = replica
    actions.output(.began(height: chain.tip.height))
    happen(.start, at: now, actions: &actions)
  }

  mutating func receive(_ message: LedgerMessage, from sender: Int?, at now: Instant, actions: inout Actions) {
    switch message.content {
    case .submission(let entries): happen(.submitted(entries), at: now, actions: &actions)
    case .peer(let message):
      guard let sender else { return }
      let owed = contradiction(in: message, from: sender)
      let skipped = replica?.leftView(skippedIn: message, by: cast.name(of: sender))
      happen(.message(message, from: cast.name(of: sender)), at: now, actions: &actions)
      if let skipped, replica?.hasHelped(skipped.signer, in: skipped.view) == false {
        actions.output(.withheldCertificate(view: skipped.view))
      }
      if let owed, watch.isOwed(owed) { actions.output(.unreported(owed)) }
    }
  }

  /// What the replica must report once it has received this message.
  private mutating func contradiction(in message: Message, from sender: Int) -> EquivocationEvidence? {
    guard !cast.isHonest[sender], case .vote(let vote) = message.content, let context = replica?.context,
      let tip = replica?.tip.view, let view = replica?.view, message.epoch == context.epoch, vote.view > tip,
      vote.view <= view + 64, context.members.position(of: cast.name(of: sender)) == vote.signer
    else { return nil }
    return watch.receive(vote, in: context, verifier: cast.scheme)
  }

  mutating func timerFired(_ timer: UInt64, at now: Instant, actions: inout Actions) {
    guard let timer = ReplicaTimer(rawValue: UInt8(truncatingIfNeeded: timer)) else { return }
    happen(.timer(timer), at: now, actions: &actions)
  }

  mutating func diskCompleted(_ completion: DiskCompletion, at now: Instant, actions: inout Actions) {
    switch journal.completed(completion, &actions) {
    case .nothing: break
    case .failed: happen(.diskFailed, at: now, actions: &actions)
    case .persisted(let token): happen(.persisted(through: token), at: now, actions: &actions)
    }
    journal.sync(&actions)
  }

  private mutating func happen(_ event: ReplicaEvent, at now: Instant, actions: inout Actions) {
    for effect in replica?.receive(event, at: now) ?? [] { perform(effect, at: now, actions: &actions) }
    journal.sync(&actions)
    if let view = replica?.withheldSkip { actions.output(.withheldSkip(view: view)) }
  }

  private mutating func perform(_ effect: ReplicaEffect, at now: Instant, actions: inout Actions) {
    switch effect {
    case .persist(let record, let token):
      if !journal.append(record, token: token, &actions), let replica { journal.compact(replica.liveRecords, &actions) }
    case .send(let message, let names):
      actions.multicast(LedgerMessage(message), to: cast.nodes(of: names, except: node))
    case .setTimer(let timer, let moment):
      actions.setTimer(UInt64(timer.rawValue), after: max(0, moment.nanoseconds - now.nanoseconds))
    case .cancelTimer(let timer): actions.cancelTimer(UInt64(timer.rawValue))
    case .commit(let final):
      chain.append(final)
      journal.write(StoredChain.frame(final), to: StoredChain.path, &actions)
      actions.output(.committed(final))
    case .adopt(let snapshot):
      journal.replace(StoredChain.path, by: StoredChain.frame(snapshot, members: chain.members), &actions)
      chain.adopt(snapshot)
      actions.output(.adopted(snapshot))
    case .serve(let fetch, let name):
      guard let content = chain.answer(fetch, patience: patience) else { return }
      let message = LedgerMessage(Message(epoch: chain.tip.epoch, content))
      actions.multicast(message, to: cast.nodes(of: [name], except: node))
    case .compact(let records): journal.compact(records, &actions)
    case .provisional: break
    case .report(let report):
      if case .equivocation(let evidence) = report { watch.noteReport(evidence) }
      actions.output(.report(report))
    }
  }
}

extension Replica {
  /// The SKIP in a message, where this replica has a certificate with which it left that view.
  fileprivate func leftView(skippedIn message: Message, by sender: NodeID) -> Vote? {
    guard case .vote(let vote) = message.content, vote.kind == .skip, vote.view < view, message.epoch == context.epoch,
      members.position(of: sender) == vote.signer, let index = existingRound(at: vote.view), rounds[index].isOpen
    else { return nil }
    return vote
  }

  /// Whether a member was given a view's certificate; nil where the view is final by now.
  fileprivate func hasHelped(_ member: Int, in view: UInt64) -> Bool? {
    existingRound(at: view).map { rounds[$0].helped.contains(member) }
  }

  /// The view whose SKIP is owed by rule 5, f + 1 having given theirs, where the machine has come to rest without.
  fileprivate var withheldSkip: UInt64? {
    guard let index = existingRound(at: view), !rounds[index].ownSkip, rounds[index].ownFinal == nil,
      rounds[index].skip.voters(for: .zero).count > members.faultsTolerated, mayVote(in: view)
    else { return nil }
    return view
  }
}
