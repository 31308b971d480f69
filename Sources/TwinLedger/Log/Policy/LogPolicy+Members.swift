extension LogPolicy {
  /// The policy that follows from a ledger's members: any of them speaks as the log, a quorum of them as witnesses, so
  /// that what it trusts is final.
  ///
  /// - Parameter origin: the ledger's name.
  /// - Throws: when a name cannot stand in a policy, or a key is none of Ed25519.
  public init(origin: String, members: MemberSet) throws(NoteError) {
    self.init()
    for member in members.members {
      logs.append(try VerifierKey(name: origin, algorithm: .ed25519, publicKey: member.publicKey))
      let name = member.id.description
      let key = try VerifierKey(name: name, algorithm: .cosignature, publicKey: member.publicKey)
      witnesses.append(Witness(name: name, key: key))
    }
    self.members = witnesses.indices.map { .witness($0) }
    self.members.append(.group(threshold: members.quorum, of: Array(witnesses.indices)))
    quorum = self.members.count - 1
  }
}
