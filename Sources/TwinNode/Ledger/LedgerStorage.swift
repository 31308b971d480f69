import Foundation
import TwinLedger

/// Stores final blocks and the log from queues of its own, so that the disk never holds up the consensus.
///
/// Blocks come first: they are durable some hundredths of a second after they became final. The log's files follow from
/// a queue behind that, checkpoint by checkpoint.
final class LedgerStorage: @unchecked Sendable {
  // Unchecked: the stores are touched on `queue` alone, their log's folder written on `publisher` alone, what is
  // pending under `lock`.

  /// What the queues tell the node.
  enum Report: Sendable {
    /// Blocks are durable; the log's heads after those of them that had entries.
    case stored([LogHead])
    /// A checkpoint's files are in place, or could not be put there.
    case published(SignedCheckpoint, reason: String?)
    /// The disk refuses blocks; it is tried again every second.
    case trouble(reason: String)
  }

  /// Blocks that became final within this time are made durable together.
  private static let pause = 0.02
  /// Final blocks that wait for the disk: beyond so many bytes the node must take no more.
  static let bound = 64 << 20

  private let queue = DispatchQueue(label: "ledger storage")
  private let publisher = DispatchQueue(label: "ledger publication", qos: .utility)
  private let lock = NSLock()
  private var pending: [FinalizedBlock] = []
  private var pendingBytes = 0
  private var isScheduled = false
  private var stores: LedgerStores?
  /// Whether `publisher` is at work, and what is to follow.
  private var isPublishing = false
  private var waiting: (checkpoint: SignedCheckpoint, done: @Sendable (String?) -> Void)?
  private var report: @Sendable (Report) -> Void = { _ in }

  init(_ stores: LedgerStores) { self.stores = stores }

  /// Says whom to tell; before the first block.
  func begin(report: @escaping @Sendable (Report) -> Void) { self.report = report }

  /// Whether so much waits for the disk that no more may become final here.
  var isFull: Bool { lock.withLock { pendingBytes > Self.bound } }

  /// Takes a final block; it is stored together with those that follow within the pause.
  func store(_ block: FinalizedBlock) {
    lock.withLock {
      pending.append(block)
      pendingBytes += Self.weight(of: block)
      guard !isScheduled else { return }
      isScheduled = true
      queue.asyncAfter(deadline: .now() + Self.pause) { self.writeInTime() }
    }
  }

  /// Reads blocks for a member that lacks them, in their encoding; at most `bytes` of them.
  func blocks(after height: UInt64, bytes: Int, then answer: @escaping @Sendable ([ArraySlice<UInt8>]) -> Void) {
    queue.async {
      answer((try? self.stores?.blocks.encodedBlocks(after: height, bytes: bytes, count: 2_048)) ?? [])
    }
  }

  /// Reads the stores, after what was asked for before.
  func read(_ work: @escaping @Sendable (LedgerStores) -> Void) { queue.async { self.stores.map(work) } }

  /// Puts a cosigned checkpoint, and the files it needs, where everybody can read them; one at a time.
  func publish(_ checkpoint: SignedCheckpoint) {
    queue.async {
      self.carryOut(checkpoint) { reason in self.report(.published(checkpoint, reason: reason)) }
    }
  }

  /// Works out what a checkpoint needs, on `queue`, and does it on `publisher`.
  ///
  /// - Parameter checkpoint: `nil` to bring full tiles to their files.
  private func carryOut(_ checkpoint: SignedCheckpoint?, then done: @escaping @Sendable (String?) -> Void) {
    guard let log = stores?.log, let folder = stores?.folder else { return }
    guard !isPublishing else {
      if let checkpoint { waiting = (checkpoint, done) }
      return
    }
    let publication: LogPublication
    do { publication = try log.publication(of: checkpoint) } catch { return done("\(error)") }
    isPublishing = true
    nonisolated(unsafe) var storage = folder
    publisher.async {
      var reason: String?
      do throws(LogStoreError) { try storage.carryOut(publication) } catch { reason = error.description }
      self.queue.async { [reason] in
        self.isPublishing = false
        if reason == nil { self.stores?.confirm(publication) }
        done(reason)
        if let next = self.waiting {
          self.waiting = nil
          self.carryOut(next.checkpoint, then: next.done)
        }
      }
    }
  }

  /// Returns when what was handed over before is stored; false when the disk refused it.
  @discardableResult
  func finish() -> Bool { queue.sync { write() } }

  /// Stores what is pending and lets go of the files.
  func close() {
    finish()
    publisher.sync {}
    queue.sync { stores = nil }
  }

  /// The pause is over, or the second after which a disk is tried again; on `queue`.
  private func writeInTime() {
    lock.withLock { isScheduled = false }
    write()
  }

  /// Writes pending blocks, on `queue`; false when the disk refused them.
  @discardableResult
  private func write() -> Bool {
    let blocks = lock.withLock { pending }
    guard !blocks.isEmpty else { return true }
    guard stores != nil else { return false }
    do {
      let heads = try stores!.append(blocks)
      lock.withLock {
        pending.removeFirst(blocks.count)
        pendingBytes = pending.reduce(0) { $0 + Self.weight(of: $1) }
      }
      report(.stored(heads))
      // Without a quorum's cosignatures, as while catching up, nothing is published.
      if stores!.log.unwrittenBytes > LedgerStores.lag, !isPublishing { carryOut(nil) { _ in } }
      return true
    } catch {
      report(.trouble(reason: "\(error)"))
      lock.withLock {
        guard !isScheduled else { return }
        isScheduled = true
        queue.asyncAfter(deadline: .now() + 1) { self.writeInTime() }
      }
      return false
    }
  }

  /// About how many bytes a block takes.
  private static func weight(of block: FinalizedBlock) -> Int { 256 + block.block.entryBytes }
}
