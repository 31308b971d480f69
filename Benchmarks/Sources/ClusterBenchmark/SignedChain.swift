import TwinLedger

/// A chain of blocks of one entry each, final by the signatures of a quorum: as the cluster would have made it, in the
/// time that signing takes.
enum SignedChain {
  static func blocks(_ count: Int, plan: ClusterPlan) throws -> [FinalizedBlock] {
    let context = VotingContext(chainID: plan.file.chainID, epoch: 0, members: plan.members)
    let signers = plan.members.members.compactMap { member in
      plan.keys.map(Ed25519Signer.init).first { $0.publicKey == member.publicKey }
    }
    var tip = ChainTip.genesis(chainID: plan.file.chainID, members: plan.members)
    var blocks: [FinalizedBlock] = []
    blocks.reserveCapacity(count)
    for number in 0..<count {
      let entries = [BenchmarkCluster.entry(number)].compactMap { Entry($0) }
      let log = tip.log.appending(entries)
      let header = BlockHeader(
        epoch: 0, view: tip.view + 1, height: tip.height + 1, parentView: tip.view, parent: tip.hash,
        justification: .zero, log: log.head)
      let block = Block(header: header, entries: entries)
      let statement = context.statement(.finalize, view: block.view, hash: block.hash)
      let votes = signers.prefix(context.members.quorum).enumerated().compactMap { position, signer in
        signer.signature(of: statement).map {
          Vote(kind: .finalize, view: block.view, hash: block.hash, signer: position, signature: $0)
        }
      }
      let proof = Certificate(votes).map { FinalityProof(path: [], certificate: $0) }
      blocks.append(FinalizedBlock(block: block, proof: proof))
      tip = ChainTip(epoch: 0, view: block.view, height: header.height, hash: block.hash, log: log)
    }
    return blocks
  }
}
