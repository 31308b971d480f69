import Foundation
import NIOCore
import TwinLedger

extension LedgerNode {
  /// The disk has the log up to a head: say so to the others.
  func stored(_ head: LogHead) {
    announced.remove(head.size)
    guard let cosignature = try? cosigning.sign(head, time: Self.time) else { return }
    transport.send(NodeFrame.cosignature(cosignature).encoded, to: keys.values)
    completed()
  }

  /// Another member has stored the log up to a head. Storing to the same one gives both a head in common.
  func heard(_ cosignature: Cosignature, from member: NodeID, _ key: PeerKey) {
    guard (try? cosigning.take(cosignature, from: member, time: Self.time)) == true else {
      return transport.misbehaved(key)
    }
    let size = cosignature.head.size
    if size > cosigning.signed?.size ?? 0 {
      if size <= replica.tip.log.size { storage.flush(through: size) } else { awaitHead(size) }
    }
    completed()
  }

  /// A block became final: when others have announced the log up to it, it is stored at once.
  func reached(_ size: UInt64) {
    guard !announced.isEmpty, announced.contains(size) else { return }
    announced = announced.filter { $0 > size }
    storage.flush(through: size)
  }

  /// A quorum may have spoken: publish the checkpoint, now and then, and prove to clients what they asked for.
  private func completed() {
    guard let checkpoint = cosigning.complete, checkpoint.checkpoint.size > provenSize else { return }
    provenSize = checkpoint.checkpoint.size
    if !isPublishing {
      isPublishing = true
      loop.scheduleTask(in: configuration.publishingPause) { [weak self] in self?.assumeIsolated { $0.publish() } }
    }
    let ready = unproven.filter { $0.indices.allSatisfy { $0 < checkpoint.checkpoint.size } }
    unproven.removeAll { $0.indices.allSatisfy { $0 < checkpoint.checkpoint.size } }
    for request in ready { prove(request, in: checkpoint) }
  }

  private func publish() {
    isPublishing = false
    guard let checkpoint = cosigning.complete else { return }
    storage.perform { try $0.publish(checkpoint) }
  }

  private func prove(_ request: Submissions<InboundConnection>.Finished, in checkpoint: SignedCheckpoint) {
    let client = NIOLoopBound(request.client, eventLoop: loop)
    let (number, indices, loop) = (request.number, request.indices, loop)
    storage.perform { stores in
      var frames: [[UInt8]] = []
      for (position, index) in indices.enumerated() {
        let text = try stores.proof(of: index, in: checkpoint)
        frames.append(NodeFrame.proof(request: number, position: UInt32(position), text: text).encoded)
      }
      loop.execute { [frames] in for frame in frames { client.value.reply(frame) } }
    }
  }

  private func awaitHead(_ size: UInt64) {
    announced.insert(size)
    if announced.count > Cosigning.bound, let smallest = announced.min() { announced.remove(smallest) }
  }

  private static var time: UInt64 { UInt64(max(0, Date().timeIntervalSince1970)) }
}
