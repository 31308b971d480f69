extension Digest32 {
  /// The first digits, for people.
  var short: String { String(description.prefix(6)) }
}

extension Message {
  /// The message in a few words.
  var words: String { "epoch \(epoch) \(content.words)" }
}

extension Message.Content {
  /// The content in a few words.
  var words: String {
    switch self {
    case .proposal(let proposal): proposal.block.words
    case .vote(let vote): vote.words
    case .certificate(let certificate): certificate.words
    case .entries(let entries): "\(entries.count) entries"
    case .status(let status):
      "status \(status.nonce) view \(status.view) height \(status.height) "
        + (status.certificates.map(\.words) + status.votes.map(\.words)).joined(separator: ", ")
    case .statusRequest(let nonce): "status request \(nonce)"
    case .fetch(let fetch): "fetch above \(fetch.height), \(fetch.view)/\(fetch.hash.short)"
    case .branch(let proposals): "branch \(proposals.map(\.block.words))"
    case .blocks(let blocks): "blocks \(blocks.map(\.block.words))"
    case .snapshot(let snapshot): "snapshot \(snapshot.anchor.block.words)"
    }
  }
}

extension Block {
  /// The block in a few words.
  var words: String {
    "block \(view)/\(hash.short) height \(header.height) on \(header.parentView)/\(header.parent.short), \(entries.count) entries"
  }
}

extension Vote {
  /// The vote in a few words.
  var words: String { "\(kind) \(view)/\(hash.short)" }
}

extension Certificate {
  /// The certificate in a few words.
  var words: String { "certificate \(kind) \(view)/\(hash.short)" }
}

extension ReplicaOutput {
  /// The output in a few words.
  var words: String {
    switch self {
    case .began(let height): "begins at height \(height)"
    case .committed(let final): "final: \(final.block.words)"
    case .adopted(let snapshot): "adopts \(snapshot.anchor.block.words)"
    case .unreported(let evidence): "does not report \(evidence.first.words) and \(evidence.second.words)"
    case .withheldSkip(let view): "withholds SKIP \(view)"
    case .withheldCertificate(let view): "withholds the certificate of \(view)"
    case .report(let report): "reports \(report)"
    }
  }
}
