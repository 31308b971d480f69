import Crypto
import Foundation
import TwinLedger
import TwinNode

/// Four ledger nodes as processes on loopback, synced to disk: latency of a lone entry, throughput and processor time,
/// with one node down, and after the leader was killed.
///
///     ClusterBenchmark --folder FOLDER [--entries 500] [--seconds 10] [--kills 10] [--blocks 0]
///
/// `ClusterBenchmark node ...` is one of the processes.
@main
struct ClusterBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    if arguments.count > 1 && arguments[1] == "node" {
      try await BenchmarkNode.run(folder: arguments[2], number: Int(arguments[3])!)
      return
    }
    let options = BenchmarkOptions(arguments)
    var figures: [String: Double] = [:]
    let cluster = try BenchmarkCluster(folder: options.folder + "/ledger", count: 4)
    try await cluster.startAll()
    if options.entries > 0 {
      figures.merge(try await cluster.latency(entries: options.entries, proofs: 100, prefix: "lone")) { $1 }
    }
    if options.seconds > 0 { figures.merge(try await cluster.throughput(seconds: options.seconds)) { $1 } }
    figures.merge(try await cluster.leaderKills(options.kills)) { $1 }
    if options.entries > 0 { figures.merge(try await cluster.oneDown(entries: options.entries)) { $1 } }
    cluster.stopAll()
    if options.blocks > 0 {
      let fresh = try BenchmarkCluster(folder: options.folder + "/ledger-catch-up", count: 4)
      figures.merge(try await fresh.catchUp(blocks: options.blocks)) { $1 }
      fresh.stopAll()
    }
    for key in figures.keys.sorted() { print("\(key) \(String(format: "%.3f", figures[key]!))") }
  }
}
