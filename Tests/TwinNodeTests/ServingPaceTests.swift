import NIOCore
import Testing
import TwinLedger

@testable import TwinNode

/// How fast members are given the blocks that they lack.
@Suite struct ServingPaceTests {
  private func wish(above height: UInt64) -> Fetch {
    Fetch(height: height, log: LogFrontier().head, view: 0, hash: .zero)
  }

  @Test func `Each member is answered once in a pause, with its newest wish`() throws {
    let (one, other) = (try #require(NodeID("one")), try #require(NodeID("other")))
    var pace = ServingPace(pause: .milliseconds(25))
    let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    #expect(pace.wish(wish(above: 1), of: one, at: start) == .now)
    #expect(pace.wish(wish(above: 1), of: other, at: start) == .now)
    let due = start + .milliseconds(25)
    #expect(pace.wish(wish(above: 2), of: one, at: start + .milliseconds(1)) == .later(due))
    #expect(pace.wish(wish(above: 3), of: one, at: start + .milliseconds(24)) == .instead)
    #expect(pace.due(other, at: due) == nil)
    #expect(pace.due(one, at: due)?.height == 3)
    #expect(pace.due(one, at: due) == nil)
    #expect(pace.wish(wish(above: 4), of: one, at: due + .milliseconds(1)) == .later(due + .milliseconds(25)))
    #expect(pace.wish(wish(above: 2), of: other, at: due) == .now)
  }
}
