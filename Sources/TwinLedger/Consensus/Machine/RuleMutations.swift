/// Rules dropped or weakened, one switch each: for mutation tests only.
package struct RuleMutations: OptionSet, Sendable, Hashable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  /// Certificates need one vote fewer.
  package static let quorumMinusOne = RuleMutations(bit: 0)
  /// Rule 1: a view is also entered on f + 1 SKIPs, without a certificate.
  package static let rule1EnterOnFewSkips = RuleMutations(bit: 1)
  /// Rule 2: the leader extends its final tip, whatever was notarized above it.
  package static let rule2ExtendFinalTip = RuleMutations(bit: 2)
  /// Rule 3: NOTAR for every valid proposal of a view, not only for the first.
  package static let rule3DoubleNotarize = RuleMutations(bit: 3)
  /// Rule 3: the justification is not checked.
  package static let rule3UncheckedJustification = RuleMutations(bit: 4)
  /// Rule 3: the proposal's signature and leader are not checked.
  package static let rule3UncheckedLeader = RuleMutations(bit: 5)
  /// Rule 4: FINAL although SKIP was sent.
  package static let rule4FinalizeAfterSkip = RuleMutations(bit: 6)
  /// Rule 4: FINAL together with NOTAR, without the certificate.
  package static let rule4FinalizeWithoutCertificate = RuleMutations(bit: 7)
  /// Rule 5: SKIP although FINAL was sent.
  package static let rule5SkipAfterFinalize = RuleMutations(bit: 8)
  /// Rule 5: f + 1 SKIPs of others do not make one skip.
  package static let rule5IgnoreOthersSkips = RuleMutations(bit: 9)
  /// Rule 7: a block is final as soon as it is notarized.
  package static let rule7CommitNotarized = RuleMutations(bit: 10)
  /// Rule 7: all n NOTARs make a block final (the naive fast path).
  package static let rule7NaiveFastPath = RuleMutations(bit: 11)
  /// Rule 7: the final block is committed without its ancestors.
  package static let rule7ForgetAncestors = RuleMutations(bit: 12)
  /// Rule 8: no view timer.
  package static let rule8NoTimer = RuleMutations(bit: 13)
  /// Rule 8: the timeout does not grow.
  package static let rule8NoBackoff = RuleMutations(bit: 14)
  /// Rule 8: certificates are not sent on, nor given to those who lag.
  package static let rule8KeepCertificates = RuleMutations(bit: 15)
  /// Rule 8: absent leaders are waited for.
  package static let rule8WaitForAbsent = RuleMutations(bit: 16)
  /// Rule 9: votes leave before they are on the disk.
  package static let rule9SendBeforePersist = RuleMutations(bit: 17)
  /// Rule 9: own votes are forgotten in a crash.
  package static let rule9ForgetVotes = RuleMutations(bit: 18)
  /// Rule 9: a bad last record is taken for none.
  package static let rule9IgnoreTornTail = RuleMutations(bit: 19)
  /// Rule 10: nothing is said in a standstill.
  package static let rule10StaySilent = RuleMutations(bit: 20)
  /// Rule 11: blocks are believed without a proof that they are final.
  package static let rule11BelieveBlocks = RuleMutations(bit: 21)
  /// Rule 11: a snapshot is believed without a proof that the log only grew.
  package static let rule11BelieveSnapshots = RuleMutations(bit: 22)
  /// Rule 11: what is missing is never fetched.
  package static let rule11NeverFetch = RuleMutations(bit: 23)
  /// Rule 12: entries are allowed after the block that ends the epoch.
  package static let rule12EntriesAfterEnd = RuleMutations(bit: 24)
  /// Rule 12: a change of members needs nobody's approval.
  package static let rule12Unapproved = RuleMutations(bit: 25)
  /// Rule 12: the new members come into force without the old epoch's FINAL certificate.
  package static let rule12NotarizedEnd = RuleMutations(bit: 26)
  /// Rule 13: conflicting signatures are not reported.
  package static let rule13LookAway = RuleMutations(bit: 27)
  /// Rule 13: evidence is believed without its signatures.
  package static let rule13BelieveAccusers = RuleMutations(bit: 28)
  /// Votes count without their signatures.
  package static let uncheckedVotes = RuleMutations(bit: 29)
}
