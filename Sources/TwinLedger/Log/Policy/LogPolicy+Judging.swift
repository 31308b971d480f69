extension LogPolicy {
  /// Judges a checkpoint.
  ///
  /// A line of an unknown key is ignored; a line of a known key that does not verify spoils the whole checkpoint.
  public func judge(_ signed: SignedCheckpoint) -> PolicyVerdict {
    let text = signed.note.text
    var signers: [VerifierKey] = []
    var cosigned: [Int: UInt64] = [:]
    for signature in signed.note.signatures {
      if let key = logs.first(where: { $0.isNamed(by: signature) }) {
        guard key.verify(signature, on: text) != nil else { return .rejected(.invalidSignature(key: key.name)) }
        if key.name == signed.checkpoint.origin, !signers.contains(key) { signers.append(key) }
      }
      if let position = witnesses.firstIndex(where: { $0.key.isNamed(by: signature) }) {
        guard let time = witnesses[position].key.verify(signature, on: text) else {
          return .rejected(.invalidSignature(key: signature.name))
        }
        cosigned[position] = max(time, cosigned[position] ?? 0)
      }
    }
    guard !signers.isEmpty, !mustAllSign || signers.count == logs.count else {
      return .rejected(.noLogSignature(origin: signed.checkpoint.origin))
    }
    let (got, needed) = witnessed(by: cosigned)
    guard got >= needed else { return .rejected(.noQuorum(got: got, needed: needed)) }
    let names = witnesses.indices.filter { cosigned[$0] != nil }
      .map { TrustedCheckpoint.Cosigner(key: witnesses[$0].key, time: cosigned[$0] ?? 0) }
    return .trusted(TrustedCheckpoint(signed: signed, logKeys: signers, cosigners: names))
  }

  /// How many members of the quorum have witnessed, and how many must.
  private func witnessed(by cosigned: [Int: UInt64]) -> (got: Int, needed: Int) {
    guard let quorum else { return (0, 0) }
    var have: [Bool] = []
    var counts: [(got: Int, needed: Int)] = []
    for member in members {
      switch member {
      case .witness(let position): counts.append((cosigned[position] == nil ? 0 : 1, 1))
      case .group(let threshold, let positions): counts.append((positions.count { have[$0] }, threshold))
      }
      have.append(counts[counts.count - 1].got >= counts[counts.count - 1].needed)
    }
    return counts[quorum]
  }
}
