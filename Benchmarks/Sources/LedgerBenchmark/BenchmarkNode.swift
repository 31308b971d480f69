import Crypto
import Foundation
import TwinLedger
import TwinNode

/// One node as a process: reads its place from the cluster's folder and runs until it is killed.
enum BenchmarkNode {
  static func run(folder: String, number: Int) async throws {
    let plan = try ClusterPlan(folder: folder)
    var configuration = try LedgerNodeConfiguration(
      members: plan.members, key: plan.keys[number], directory: folder + "/node-\(number)", origin: "benchmark")
    configuration.clients = [PeerKey(of: plan.client)]
    let node = try await LedgerNode.start(configuration) { notice in
      if case .started = notice { FileHandle.standardOutput.write(Data("started\n".utf8)) }
      if case .replica(.misbehaviour) = notice { FileHandle.standardError.write(Data("\(notice)\n".utf8)) }
    }
    while true { try await Task.sleep(for: .seconds(3600)) }
    await node.stop()
  }
}
