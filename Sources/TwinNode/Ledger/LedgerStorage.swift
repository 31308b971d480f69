import Foundation
import TwinLedger

/// Stores final blocks and the log from a queue of its own, so that the disk never holds up the consensus.
final class LedgerStorage: @unchecked Sendable {
  // Unchecked: the stores are touched on `queue` alone, what is pending under `lock`.

  /// What the queue tells the node.
  enum Report: Sendable {
    /// The chain and the log are stored up to this head.
    case stored(LogHead)
    /// The disk refuses; it is tried again every second.
    case trouble(reason: String)
  }

  private let queue = DispatchQueue(label: "ledger storage")
  private let lock = NSLock()
  private var pending: [FinalizedBlock] = []
  private var isScheduled = false
  private var stores: LedgerStores?
  private var report: @Sendable (Report) -> Void = { _ in }

  init(_ stores: LedgerStores) { self.stores = stores }

  /// Says whom to tell; before the first block.
  func begin(report: @escaping @Sendable (Report) -> Void) { self.report = report }

  /// Takes a final block; it is stored together with those that come within a hundredth of a second.
  func store(_ block: FinalizedBlock) {
    lock.withLock {
      pending.append(block)
      guard !isScheduled else { return }
      isScheduled = true
      queue.asyncAfter(deadline: .now() + 0.01) { self.write(through: .max) }
    }
  }

  /// Stores at once what is pending up to the block after which the log has this size, so that members have a head in
  /// common.
  func flush(through size: UInt64) { queue.async { self.write(through: size) } }

  /// Reads blocks for a member that lacks them; at most `bytes` of them.
  func blocks(after height: UInt64, bytes: Int, then answer: @escaping @Sendable ([FinalizedBlock]) -> Void) {
    queue.async { answer((try? self.stores?.blocks.blocks(after: height, bytes: bytes, count: 2_048)) ?? []) }
  }

  /// Does something with the stores, after what was asked for before.
  func perform(_ work: @escaping @Sendable (inout LedgerStores) throws -> Void) {
    queue.async {
      guard self.stores != nil else { return }
      do { try work(&self.stores!) } catch { self.report(.trouble(reason: "\(error)")) }
    }
  }

  /// Returns when what was handed over before is stored; false when the disk refused it.
  @discardableResult
  func finish() -> Bool {
    queue.sync { write(through: .max) }
    return lock.withLock { pending.isEmpty }
  }

  /// Stores what is pending and lets go of the files.
  func close() {
    finish()
    queue.sync { stores = nil }
  }

  /// Writes pending blocks, on `queue`.
  private func write(through size: UInt64) {
    let blocks = lock.withLock {
      let count = pending.prefix { $0.block.header.log.size <= size }.count
      defer { pending.removeFirst(count) }
      if size == .max { isScheduled = false }
      return Array(pending.prefix(count))
    }
    guard !blocks.isEmpty else { return }
    do {
      if let head = try stores?.append(blocks) { report(.stored(head)) }
    } catch {
      report(.trouble(reason: "\(error)"))
      let isAlone = lock.withLock {
        pending = blocks + pending
        defer { isScheduled = true }
        return !isScheduled
      }
      if isAlone { queue.asyncAfter(deadline: .now() + 1) { self.write(through: .max) } }
    }
  }
}
