import Foundation
import TwinLedger

/// How fast the log takes entries, proves them and is verified.
///
///     Scripts/bench LedgerBenchmark [entries] [folder]
@main
struct LedgerBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let count = arguments.first.flatMap { Int($0) } ?? 100_000
    let base = arguments.dropFirst().first.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
    let folder = base.appending(path: "sat-ledger-benchmark-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }

    let key = try SignerKey(name: "example.com/plant", algorithm: .ed25519, seed: [UInt8](repeating: 7, count: 32))
    let hybrid = try SignerKey(name: "example.com/plant", algorithm: .hybrid, seed: [UInt8](repeating: 9, count: 64))
    let empty = Checkpoint(origin: "example.com/plant", size: 0, root: .empty)
    let storage = try LogFolder(writing: folder.path)
    var store = try LogStore.create(in: storage, checkpoint: SignedCheckpoint(empty, keys: [key], time: 0))

    func publish() throws { try store.publish(SignedCheckpoint(store.head, keys: [key], time: 0)) }
    for batch in [1, 16, 256, 4096] {
      let rounds = min(200, max(count / batch / 4, 8))
      var times: [Double] = []
      for _ in 0..<rounds {
        let entries = entries(from: Int(store.head.size), count: batch)
        times.append(
          try seconds {
            try store.append(entries)
            try publish()
          })
      }
      let total = times.reduce(0, +)
      print(
        "append, synced, batches of \(batch): \(round(Double(batch * rounds) / total)) entries/s,",
        "batch p50 \(milliseconds(percentile(times, 0.5))) p99 \(milliseconds(percentile(times, 0.99)))")
    }
    if count > Int(store.head.size) {
      let before = Int(store.head.size)
      let time = try seconds {
        while store.head.size < count {
          try store.append(entries(from: Int(store.head.size), count: min(16_384, count - Int(store.head.size))))
        }
        try publish()
      }
      print("bulk append: \(round(Double(count - before) / time)) entries/s")
    }
    try measureReading(store, policy: LogPolicy(requiringAll: [key.verifier]))
    measureTree()
    try measureSignatures([key, hybrid], text: store.head.text)
  }

  static func measureReading(_ store: LogStore<LogFolder>, policy: LogPolicy) throws {
    let size = store.head.size
    let reader = store.reader
    let signed = try reader.checkpoint()
    var proofs: [(index: UInt64, entry: [UInt8], proof: LogProof)] = []
    let picks = (0..<200).map { UInt64($0) * 7919 % size }
    let proving = try seconds {
      for index in picks {
        let proof = LogProof(
          index: index, inclusion: try reader.inclusionProof(of: index, size: size), signed: signed)
        proofs.append((index, [], proof))
      }
    }
    for place in proofs.indices { proofs[place].entry = try reader.entry(proofs[place].index, size: size) }
    let verifying = try seconds {
      for (_, entry, proof) in proofs { _ = try proof.verify(entry: entry, policy: policy) }
    }
    print("inclusion proof from files of \(size) entries: \(milliseconds(proving / 200))")
    print("verifying a proof with its signature: \(milliseconds(verifying / 200))")
    var report: LogAuditReport?
    let audit = try seconds { report = try LogAudit(store.reader.files, policy: policy).run() }
    print(
      "verifying the whole log: \(String(format: "%.2f", audit)) s for \(report?.entriesVerified ?? 0) entries,",
      "\(round(Double(size) / audit)) entries/s")
    let opening = try seconds { _ = try LogReader(store.reader.files).checkpoint() }
    print("reading the checkpoint: \(milliseconds(opening))")
  }

  static func measureTree() {
    let entry = [UInt8](repeating: 1, count: 128)
    var range = LogFrontier()
    let time = seconds { for _ in 0..<1_000_000 { range.append(leaf: Digest32(leaf: entry)) } }
    print("tree in memory: \(round(1_000_000 / time)) leaves/s (128 bytes, hashed and appended)")
  }

  static func measureSignatures(_ keys: [SignerKey], text: String) throws {
    for key in keys {
      var signature = try key.sign(text, time: 1)
      let signing = try seconds { for _ in 0..<100 { signature = try key.sign(text, time: 1) } }
      let verifying = seconds { for _ in 0..<100 { _ = key.verifier.verify(signature, on: text) } }
      print(
        "checkpoint signature, \(key.verifier.algorithm): sign \(milliseconds(signing / 100)),",
        "verify \(milliseconds(verifying / 100)), line of \(signature.line.utf8.count) bytes")
    }
  }

  static func entries(from first: Int, count: Int) -> [[UInt8]] {
    (first..<first + count).map { number in
      (0..<128).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number >> ($0 % 8 * 4)) }
    }
  }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let begin = ContinuousClock.now
    try body()
    return (ContinuousClock.now - begin) / .seconds(1)
  }

  static func percentile(_ times: [Double], _ part: Double) -> Double {
    times.sorted()[min(times.count - 1, Int(Double(times.count) * part))]
  }

  static func milliseconds(_ seconds: Double) -> String { String(format: "%.3f ms", seconds * 1000) }
  static func round(_ value: Double) -> Int { Int(value.rounded()) }
}
