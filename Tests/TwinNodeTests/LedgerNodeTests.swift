import Crypto
import Foundation
import NIOCore
import Testing
import TwinLedger

@testable import TwinNode

/// Whole nodes on loopback.
@Suite(.timeLimit(.minutes(1)), .serialized) struct LedgerNodeTests {
  @Test func `Entries become final, in one order for everybody`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 1)
    var seen: [UInt64] = []
    for number in 0..<20 { seen += try await client.submit([Array("entry \(number)".utf8)]).indices }
    #expect(seen == Array(0..<20))
    client.close()
    await ledger.stopAll()
  }
}
