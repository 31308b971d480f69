import Foundation
import TwinLedger
import TwinNode

/// The processes of a cluster, and what is measured on them.
final class BenchmarkCluster: @unchecked Sendable {
  // Unchecked: processes are started and killed one after the other, never while tasks run.
  let plan: ClusterPlan
  private let folder: String
  private var processes: [Process?]

  init(folder: String, count: Int) throws {
    try? FileManager.default.removeItem(atPath: folder)
    self.folder = folder
    try ClusterPlan.create(folder: folder, count: count, port: Int.random(in: 21_000..<30_000))
    plan = try ClusterPlan(folder: folder)
    processes = Array(repeating: nil, count: count)
  }

  func startAll() async throws { for number in processes.indices { try await start(number) } }

  func start(_ number: Int) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["node", folder, "\(number)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    processes[number] = process
    _ = try pipe.fileHandleForReading.read(upToCount: 1)
  }

  func kill(_ number: Int) {
    guard let process = processes[number] else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    processes[number] = nil
  }

  func stopAll() { for number in processes.indices { kill(number) } }

  func connect(to number: Int) async throws -> LedgerClient {
    var attempts = 0
    while true {
      do {
        return try await LedgerClient.connect(to: plan.peer(number), key: plan.client)
      } catch {
        attempts += 1
        guard attempts < 50 else { throw error }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  static func entry(_ number: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 120, count: 128)
    withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    withUnsafeBytes(of: UInt64.random(in: 0 ... .max)) { bytes.replaceSubrange(8..<16, with: $0) }
    return bytes
  }

  /// One client, one entry at a time.
  func latency(entries: Int, proofs: Int = 0, to number: Int = 0, prefix: String) async throws -> [String: Double] {
    let client = try await connect(to: number)
    for number in 0..<50 { _ = try await client.submit([Self.entry(number)]) }
    var taken: [Double] = []
    for number in 0..<entries {
      taken.append(try await Self.time { _ = try await client.submit([Self.entry(number)]) })
    }
    var proven: [Double] = []
    for number in 0..<proofs {
      proven.append(try await Self.time { _ = try await client.submit([Self.entry(number)], wantsProof: true) })
    }
    client.close()
    taken.sort()
    proven.sort()
    var figures = [
      "\(prefix)_p50_ms": taken[entries / 2] * 1e3, "\(prefix)_p99_ms": taken[entries * 99 / 100] * 1e3,
    ]
    if proofs > 0 { figures["\(prefix)_proof_p99_ms"] = proven[proofs * 99 / 100] * 1e3 }
    return figures
  }

  /// Clients of all nodes, each with several submissions of 100 entries under way.
  func throughput(seconds: Double) async throws -> [String: Double] {
    let before = processorTime()
    let begin = ContinuousClock.now
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for stream in 0..<16 {
        let client = try await connect(to: stream % plan.ports.count)
        group.addTask {
          var count = 0
          while ContinuousClock.now - begin < .seconds(seconds) {
            let entries = (0..<100).map { Self.entry(count + $0) }
            count += try await client.submit(entries).indices.count
          }
          client.close()
          return count
        }
      }
      return try await group.reduce(0, +)
    }
    let elapsed = (ContinuousClock.now - begin) / .seconds(1)
    return [
      "entries_per_second": Double(total) / elapsed,
      "processor_us_per_entry": (processorTime() - before) * 1e6 / Double(total),
    ]
  }

  /// Kills the leader of the view to come, with SIGKILL, and takes the time to the next final entry.
  func leaderKills(_ count: Int) async throws -> [String: Double] {
    var taken: [Double] = []
    for round in 0..<count {
      let victim = round % plan.ports.count
      let client = try await connect(to: (victim + 1) % plan.ports.count)
      for number in 0..<5 { _ = try await client.submit([Self.entry(number)]) }
      let leader = try await self.leader(of: client)
      kill(leader)
      let other =
        leader == (victim + 1) % plan.ports.count ? (leader + 1) % plan.ports.count : (victim + 1) % plan.ports.count
      let survivor = leader == (victim + 1) % plan.ports.count ? try await connect(to: other) : client
      taken.append(try await Self.time { _ = try await survivor.submit([Self.entry(round)]) })
      survivor.close()
      try await start(leader)
    }
    taken.sort()
    guard let last = taken.last else { return [:] }
    return ["kill_median_ms": taken[count / 2] * 1e3, "kill_worst_ms": last * 1e3]
  }

  private func leader(of client: LedgerClient) async throws -> Int {
    let status = try JSONDecoder().decode(LedgerStatus.self, from: Data(try await client.status()))
    return plan.members.members.firstIndex { $0.id.description == status.leader } ?? 0
  }

  /// Latency with one of the nodes down for good.
  func oneDown(entries: Int) async throws -> [String: Double] {
    kill(3)
    return try await latency(entries: entries, prefix: "one_down")
  }

  /// A member that missed so many blocks comes back: how long until it has them, and what that costs the others.
  ///
  /// The nodes of this cluster must not have been started: three of them are given a chain that a quorum has signed.
  func catchUp(blocks: Int) async throws -> [String: Double] {
    let chain = try SignedChain.blocks(blocks, plan: plan)
    for number in 0..<3 {
      let store = try BlockStore(path: folder + "/node-\(number)/blocks")
      for start in stride(from: 0, to: chain.count, by: 4_096) {
        try store.append(Array(chain[start..<min(start + 4_096, chain.count)]))
      }
    }
    var figures: [String: Double] = [:]
    figures["first_opening_s"] = try await Self.time { try await start(0) }
    for number in 1..<3 { try await start(number) }
    figures.merge(try await latency(entries: 500, prefix: "before_catch_up")) { $1 }
    try await Task.sleep(for: .seconds(2))
    kill(0)
    figures["reopening_s"] = try await Self.time { try await start(0) }
    let other = try await connect(to: 0)
    for number in 0..<50 { _ = try await other.submit([Self.entry(number)]) }
    let target = try await height(of: 0)
    let begin = ContinuousClock.now
    try await start(3)
    var taken: [Double] = []
    var elapsed: Double?
    // The others' latency is taken for a second at least, also where the member is there sooner.
    while elapsed == nil || ContinuousClock.now - begin < .seconds(1) {
      taken.append(try await Self.time { _ = try await other.submit([Self.entry(taken.count)]) })
      if elapsed == nil, taken.count.isMultiple(of: 20), try await height(of: 3) >= target {
        elapsed = (ContinuousClock.now - begin) / .seconds(1)
      }
    }
    other.close()
    taken.sort()
    return figures.merging([
      "catch_up_blocks": Double(target), "catch_up_s": elapsed ?? 0,
      "during_catch_up_p50_ms": taken[taken.count / 2] * 1e3,
      "during_catch_up_p99_ms": taken[taken.count * 99 / 100] * 1e3,
      "during_catch_up_entries": Double(taken.count),
    ]) { $1 }
  }

  private func height(of number: Int) async throws -> UInt64 {
    let client = try await connect(to: number)
    defer { client.close() }
    return try JSONDecoder().decode(LedgerStatus.self, from: Data(try await client.status())).height
  }

  /// Seconds of processor time that the nodes used so far.
  private func processorTime() -> Double {
    processes.compactMap { $0 }.reduce(0) { total, process in
      guard let line = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
        let words = line.split(separator: ")").last?.split(separator: " "), words.count > 13
      else { return total }
      return total + (Double(words[11]) ?? 0) / 100 + (Double(words[12]) ?? 0) / 100
    }
  }

  private static func time(_ work: () async throws -> Void) async rethrows -> Double {
    let begin = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - begin) / .seconds(1)
  }
}
