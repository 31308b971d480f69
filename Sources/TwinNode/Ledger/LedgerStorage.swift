import Foundation
import TwinLedger

/// Stores final blocks and the log from a queue of its own, so that the disk never holds up the consensus.
final class LedgerStorage: @unchecked Sendable {
  // Unchecked: the stores are touched on `queue` alone, what is pending under `lock`.

  /// What the queue tells the node.
  enum Report: Sendable {
    /// The chain and the log are stored up to the last of these.
    case stored([BlockHeader])
    /// The disk refuses; it is tried again every second.
    case trouble(reason: String)
  }

  private let queue = DispatchQueue(label: "ledger storage")
  private let lock = NSLock()
  private var pending: [FinalizedBlock] = []
  private var isScheduled = false
  private var stores: LedgerStores
  private var report: @Sendable (Report) -> Void = { _ in }

  init(_ stores: consuming LedgerStores) { self.stores = stores }

  /// Says whom to tell; before the first block.
  func begin(report: @escaping @Sendable (Report) -> Void) { self.report = report }

  /// Takes a final block; it is stored together with those that come until the disk is ready.
  func store(_ block: FinalizedBlock) {
    lock.withLock {
      pending.append(block)
      guard !isScheduled else { return }
      isScheduled = true
      queue.async { self.write() }
    }
  }

  /// Reads blocks for a member that lacks them; at most `bytes` of them.
  func blocks(after height: UInt64, bytes: Int, then answer: @escaping @Sendable ([FinalizedBlock]) -> Void) {
    queue.async { answer((try? self.stores.blocks.blocks(after: height, bytes: bytes, count: 2_048)) ?? []) }
  }

  /// Does something with the stores, after what was asked for before.
  func perform(_ work: @escaping @Sendable (inout LedgerStores) -> Void) {
    queue.async { work(&self.stores) }
  }

  /// Returns when what was handed over before is stored; false when the disk refused it.
  @discardableResult
  func finish() -> Bool {
    queue.sync {}
    return lock.withLock { pending.isEmpty }
  }

  private func write() {
    let blocks = lock.withLock {
      defer { pending.removeAll() }
      isScheduled = false
      return pending
    }
    guard !blocks.isEmpty else { return }
    do {
      try stores.append(blocks)
      report(.stored(blocks.map(\.block.header)))
    } catch {
      report(.trouble(reason: "\(error)"))
      lock.withLock {
        pending = blocks + pending
        isScheduled = true
      }
      queue.asyncAfter(deadline: .now() + 1) { self.write() }
    }
  }
}
