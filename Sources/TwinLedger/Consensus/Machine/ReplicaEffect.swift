/// One thing to do. Effects are carried out in their order; none may be dropped, though messages may get lost.
public enum ReplicaEffect: Sendable, Equatable {
  /// Append the record to the write-ahead log and make it durable; then say `persisted(through: token)`.
  ///
  /// Tokens count up by one, so that many appends may share one synchronisation and one answer.
  case persist(WriteAheadRecord, token: UInt64)
  /// Send the message to each of these nodes.
  case send(Message, to: [NodeID])
  /// Let the timer fire at this moment, in place of an earlier setting.
  case setTimer(ReplicaTimer, at: Instant)
  /// Do not let the timer fire.
  case cancelTimer(ReplicaTimer)
  /// The block is final: put its entries into the log. Blocks come in the order of their heights, without gap.
  case commit(FinalizedBlock)
  /// The block may become final; for display only, never to act on (rule 7).
  case provisional(Block)
  /// Answer this fetch out of the stored chain: `blocks` after its height, or a `snapshot` where that is far back.
  case serve(Fetch, to: NodeID)
  /// The snapshot's log is this replica's log now; leaves between the old head and its frontier are fetched as files.
  case adopt(Snapshot)
  /// Let the write-ahead log begin anew with these records, at once and durably, before any later `persist`.
  ///
  /// Everything older is final, so the blocks of earlier `commit` effects must be durable first.
  case compact([WriteAheadRecord])
  /// Something that people or operators want to know.
  case report(ReplicaReport)
}

/// What a replica tells its operators.
public enum ReplicaReport: Sendable, Hashable {
  /// A member signed two things it must not both sign; also submitted as an entry (rule 13).
  case equivocation(EquivocationEvidence)
  /// A peer sent what an honest one does not send.
  case misbehaviour(NodeID, Misbehaviour)
  /// Two final certificates contradict each other: more than f members lie. The replica stops voting.
  case conflictingFinality(Certificate, Certificate)
  /// The replica reads and serves, and does not vote.
  case observing(ObservationReason)
  /// The write-ahead log's last record was bad, and q peers answered: votes count again above this view (rule 9).
  case recovered(above: UInt64)
  /// A new epoch began with these members (rule 12).
  case epoch(UInt64, MemberSet)
  /// This node left the set, and q of the new members run the next epoch: it may be switched off.
  case retired
  /// Submitted entries were refused, since the pool is full.
  case poolFull(refused: Int)
}

/// How a peer misbehaved.
public enum Misbehaviour: UInt8, Sendable, Hashable, CaseIterable {
  /// A signature that does not hold.
  case badSignature = 1
  /// A certificate or justification that does not hold.
  case badCertificate
  /// A proposal of one who does not lead, or that does not follow from its parent.
  case badProposal
  /// Blocks that are not final, or not consecutive, or a log that did not grow out of ours.
  case badCatchUp
  /// A vote in another member's name.
  case foreignVote
}

/// Why a replica does not vote.
public enum ObservationReason: UInt8, Sendable, Hashable, CaseIterable {
  /// It is no member of the present set.
  case notAMember = 1
  /// Its write-ahead log is lost or damaged; only a new key helps (rules 9 and 12).
  case damagedMemory
  /// Its disk refuses to write.
  case diskFailed
  /// Its key does not sign, or is not the one in the member record.
  case keyMismatch
  /// Finality contradicts itself.
  case conflictingFinality
}
