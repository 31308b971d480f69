@testable import TwinLedger

/// The blocks of one search, numbered.
struct KnownBlocks {
  struct Known {
    var proposal: Proposal
    var parent: Int?
    var isForged: Bool
    /// The block that differs from this one by name only.
    var twin: Int?
    /// Views that its justification needs skipped.
    var skips: UInt64
    var view: UInt64 { proposal.block.view }
  }

  private var known: [Known] = []
  private var numbers: [Digest32: Int] = [:]
  /// Per block: itself, its ancestors and its descendants.
  private var kinships: [UInt128] = []
  private(set) var liars: [Int] = []

  var count: Int { known.count }
  subscript(number: Int) -> Known { known[number] }
  func number(of hash: Digest32) -> Int? { numbers[hash] }
  func kin(of block: Int) -> UInt128 { kinships[block] }

  mutating func add(
    _ proposal: Proposal, isLiars: Bool = false, isForged: Bool = false, twin: Int? = nil, skips: UInt64 = 0
  ) -> (Int, isNew: Bool) {
    if let number = numbers[proposal.block.hash] { return (number, false) }
    let number = known.count
    precondition(number < 128, "one bit a block")
    let parent = numbers[proposal.block.header.parent]
    numbers[proposal.block.hash] = number
    known.append(Known(proposal: proposal, parent: parent, isForged: isForged, twin: twin, skips: skips))
    kinships.append(1 << UInt128(number))
    var ancestor = parent
    while let above = ancestor {
      kinships[number] |= 1 << UInt128(above)
      kinships[above] |= 1 << UInt128(number)
      ancestor = known[above].parent
    }
    if isLiars { liars.append(number) }
    return (number, true)
  }

  /// The proposals that lead to a block, ancestors first.
  func branch(to number: Int) -> [Proposal] {
    var branch: [Proposal] = []
    var next: Int? = number
    while let block = next {
      branch.append(known[block].proposal)
      next = known[block].parent
    }
    return branch.reversed()
  }
}
