import Foundation
import Testing
import TwinLedger

@testable import TwinNode

/// A node whose disk has no room left.
@Suite(.timeLimit(.minutes(2)), .serialized) struct FullDiskTests {
  @Test(.enabled(if: SmallDisk.isPossible, "needs root, to make a small file system"))
  func `It stops voting, says so, refuses clients, and goes on when there is room`() async throws {
    let disk = try #require(SmallDisk(kibibytes: 1_536))
    let ledger = try await LedgerUnderTest(disk: disk.path)
    for number in 0..<3 { try await ledger.start(number) }
    let (notices, tell) = AsyncStream.makeStream(of: LedgerNotice.self)
    try await ledger.start(3) { tell.yield($0) }
    let client = try await ledger.connect(to: 0)
    var told = notices.makeAsyncIterator()
    // Blocks of 20 kB fill what the votes leave within a hundred.
    let filling = Task {
      var count: UInt64 = 0
      while !Task.isCancelled {
        _ = try await client.submit([[UInt8](repeating: UInt8(truncatingIfNeeded: count), count: 20_000 + Int(count))])
        count += 1
      }
      return count
    }
    // The log's files may find no room first; that alone stops nobody.
    var stops = false
    while !stops, let notice = await told.next() {
      if case .diskTrouble(let reason) = notice { stops = reason.contains("No space left on device") }
    }
    #expect(stops)
    let last = try await ledger.connect(to: 3)
    await #expect(throws: TransportError.refused(reason: "this node's disk refuses to write; ask another")) {
      try await last.submit([[1]])
    }
    // The others need all three of them now, and go on.
    _ = try await client.submit([Array("without the fourth".utf8)])
    #expect(disk.resize(kibibytes: 65_536))
    var works = false
    while !works, let notice = await told.next() {
      if case .diskWorks = notice { works = true }
    }
    filling.cancel()
    _ = try await filling.value
    let receipt = try await last.submit([Array("room again".utf8)], wantsProof: true)
    #expect(receipt.proofs.count == 1)
    await ledger.stopAll()
    let contents = try (0..<4).map { try ledger.entries(of: $0) }
    #expect(contents.allSatisfy { $0 == contents[0] } && contents[0].last == Array("room again".utf8))
  }
}
