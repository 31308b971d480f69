import Foundation
import NIOCore
import TwinLedger

extension LedgerNode {
  /// Blocks are durable, and with them the log up to these heads.
  func stored(_ heads: [LogHead]) {
    guard !heads.isEmpty else { return }
    cosigning.store(heads)
    cosign()
  }

  /// Another member has stored the log up to a head, and says so.
  func heard(_ cosignature: Cosignature, from member: NodeID, _ key: PeerKey) {
    guard (try? cosigning.take(cosignature, from: member, time: Self.time)) == true else {
      return transport.misbehaved(key)
    }
    cosign()
  }

  /// Cosigns what is due, and tells the others.
  private func cosign() {
    if let cosignature = try? cosigning.sign(time: Self.time) {
      transport.send(NodeFrame.cosignature(cosignature).encoded, to: keys.values)
    }
    completed()
  }

  /// A quorum may have spoken: publish the checkpoint, now and then, and prove to clients what they asked for.
  private func completed() {
    guard let checkpoint = cosigning.complete, checkpoint.checkpoint.size > provenSize else { return }
    provenSize = checkpoint.checkpoint.size
    publishSoon()
    guard !unproven.isEmpty else { return }
    let ready = unproven.filter { $0.indices.allSatisfy { $0 < checkpoint.checkpoint.size } }
    unproven.removeAll { $0.indices.allSatisfy { $0 < checkpoint.checkpoint.size } }
    for request in ready { prove(request, in: checkpoint) }
  }

  private func publishSoon() {
    guard !isPublishing else { return }
    isPublishing = true
    loop.scheduleTask(in: configuration.publishingPause) { [weak self] in self?.assumeIsolated { $0.publish() } }
  }

  private func publish() {
    guard let checkpoint = cosigning.complete else { return }
    storage.publish(checkpoint)
  }

  /// A checkpoint's files are in place, or could not be put there: then again with the next pause.
  func published(_ checkpoint: SignedCheckpoint, reason: String?) {
    isPublishing = false
    if let reason { suffered(.log, reason) } else { recovered(.log) }
    if reason != nil || cosigning.complete?.checkpoint.size ?? 0 > checkpoint.checkpoint.size { publishSoon() }
  }

  private func prove(_ request: Submissions<InboundConnection>.Finished, in checkpoint: SignedCheckpoint) {
    let client = NIOLoopBound(request.client, eventLoop: loop)
    let (number, indices, loop) = (request.number, request.indices, loop)
    storage.read { stores in
      var frames: [[UInt8]] = []
      do throws(LogStoreError) {
        for (position, index) in indices.enumerated() {
          let text = try stores.proof(of: index, in: checkpoint)
          frames.append(NodeFrame.proof(request: number, position: UInt32(position), text: text).encoded)
        }
      } catch {
        frames = [NodeFrame.refused(request: number, reason: "final, but not proven: \(error)").encoded]
      }
      loop.execute { [frames] in for frame in frames { client.value.reply(frame) } }
    }
  }

  private static var time: UInt64 { UInt64(max(0, Date().timeIntervalSince1970)) }
}
