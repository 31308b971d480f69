import Foundation
import NIOCore
import TwinLedger

extension LedgerNode {
  /// A frame arrived from a member or a client.
  func took(_ bytes: [UInt8], from connection: InboundConnection) {
    guard let key = connection.key else { return }
    guard let frame = try? NodeFrame(bytes) else { return transport.misbehaved(key) }
    switch frame {
    case .consensus(let message):
      // What becomes final must be stored: while that cannot be, no more is let in.
      if storage.isFull { return }
      guard let sender = peers[key] else { return transport.misbehaved(key) }
      // No node of this version sends snapshots or asks for one.
      if case .snapshot = message.content { return transport.misbehaved(key) }
      handle(.message(message, from: sender))
    case .cosignature(let cosignature):
      guard let member = peers[key] else { return transport.misbehaved(key) }
      heard(cosignature, from: member, key)
    case .submit(let number, let entries, let wantsProof):
      submit(number, entries, wantsProof: wantsProof, from: connection)
    case .statusRequest(let number): connection.reply(NodeFrame.status(request: number, json: status).encoded)
    default: transport.misbehaved(key)
    }
  }

  private func submit(_ number: UInt64, _ bytes: [[UInt8]], wantsProof: Bool, from connection: InboundConnection) {
    func refuse(_ reason: String) { connection.reply(NodeFrame.refused(request: number, reason: reason).encoded) }
    let entries = bytes.compactMap { Entry($0) }
    guard entries.count == bytes.count else { return refuse("an entry has 1 to \(Entry.maximumBytes) bytes") }
    for entry in entries {
      switch replica.refusal(of: entry) {
      case .alreadyFinal: return refuse("entry \(entry.leaf) is in the log already")
      case .notApproved: return refuse("a quorum of the present members, in this epoch, did not approve that")
      case nil: continue
      }
    }
    guard replica.standing == .voting else { return refuse("this node does not vote at the moment; ask another") }
    guard trouble.isDisjoint(with: [.votes, .blocks]) else {
      return refuse("this node's disk refuses to write; ask another")
    }
    guard submissions.count < configuration.waitingRequests else { return refuse("too many requests wait; try later") }
    submissions.add(number, entries: entries, wantsProof: wantsProof, client: connection)
    handle(.submitted(entries))
  }

  /// Tells a client that its entries are final; proofs follow when a quorum has cosigned the log with them.
  func answer(_ request: Submissions<InboundConnection>.Finished) {
    request.client.reply(NodeFrame.final(request: request.number, indices: request.indices).encoded)
    if request.wantsProof { unproven.append(request) }
  }

  private var standing: String {
    switch replica.standing {
    case .voting: "voting"
    case .recovering: "recovering"
    case .observing(let reason): "observing: \(reason)"
    }
  }

  private var status: [UInt8] {
    let leader = replica.context.members.members[replica.leader(of: replica.view)].id
    let status = LedgerStatus(
      member: configuration.member.description, standing: standing, epoch: replica.context.epoch, view: replica.view,
      leader: leader.description, height: replica.tip.height, size: replica.tip.log.size,
      cosigned: cosigning.complete?.checkpoint.size ?? 0,
      connected: transport.connectedPeers, dropped: transport.droppedFrames, waiting: submissions.count,
      memberFile: MemberFile(chain: configuration.origin, members: replica.context.members).text)
    return (try? Array(JSONEncoder().encode(status))) ?? []
  }
}
