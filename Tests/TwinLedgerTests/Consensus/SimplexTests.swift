import Testing

@testable import TwinLedger

@Test func `A lone entry is final everywhere after three delays`() throws {
  var cluster = try Cluster()
  cluster.submit("lone", to: 1)
  let steps = cluster.run(limit: 10) { cluster in (0..<4).allSatisfy { cluster.log(of: $0) == ["lone"] } }
  // View 1 is led by member 1: proposal, NOTAR, FINAL.
  #expect(steps == 3)
}

@Test func `An entry that reaches another node than the leader first needs one delay more`() throws {
  var cluster = try Cluster()
  cluster.submit("lone", to: 3)
  let steps = cluster.run(limit: 10) { cluster in (0..<4).allSatisfy { cluster.log(of: $0) == ["lone"] } }
  #expect(steps == 4)
}
