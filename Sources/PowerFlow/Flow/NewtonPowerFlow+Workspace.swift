extension NewtonPowerFlow {
  /// Memory and structure that a solve needs and keeps.
  struct Workspace: Sendable {
    /// Shape `[bus]`: kinds as solved, with limits and isolation applied.
    var kinds: [Bus.Kind]
    /// Shape `[bus]`: calculated active injections.
    var active: [Double]
    /// Shape `[bus]`: calculated reactive injections.
    var reactive: [Double]
    /// Cartesian parts of the voltages, shape `[bus]`.
    var real: [Double]
    var imaginary: [Double]
    /// Shape `[pair, 4]`: p_ij, q_ij, p_ji, q_ji with p = G a + B b and q = G b − B a.
    var terms: [Double]
    var factor: SparseLU
    /// Shape `[bus, 2]`: positions of angle and magnitude in the right-hand side; `size` when given.
    var positions: [Int32]
    /// Shape `[bus, 4]`: storage of P/θ, P/V, Q/θ, Q/V on the diagonal.
    var diagonalEntries: [Int32]
    /// Shape `[pair, 8]`: storage of P/θ, P/V, Q/θ, Q/V of (first, second), then of (second, first).
    var pairEntries: [Int32]
    /// The topology for which connectivity was last checked.
    var checkedRevision = -1

    init(network: Network, kinds: [Bus.Kind]) {
      let count = network.busCount
      self.kinds = kinds
      active = [Double](repeating: 0, count: count)
      reactive = active
      real = active
      imaginary = active
      terms = [Double](repeating: 0, count: 4 * network.pairs.count)
      let structure = Structure(network: network, kinds: kinds)
      factor = SparseLU(pattern: structure.pattern)
      positions = structure.positions
      diagonalEntries = structure.diagonalEntries
      pairEntries = structure.pairEntries
    }

    /// Takes other bus kinds; order and fill are found anew when they differ.
    mutating func adopt(_ kinds: [Bus.Kind], network: Network) {
      guard kinds != self.kinds else { return }
      self = Workspace(network: network, kinds: kinds)
    }
  }

  /// Which unknowns there are and where their derivatives are stored.
  private struct Structure {
    let pattern: SparsePattern
    let positions: [Int32]
    let diagonalEntries: [Int32]
    let pairEntries: [Int32]

    init(network: Network, kinds: [Bus.Kind]) {
      var next = 0
      var unknowns: [[Int?]] = []
      for kind in kinds {
        let angle = kind == .load || kind == .generator ? next : nil
        if angle != nil { next += 1 }
        let magnitude = kind == .load ? next : nil
        if magnitude != nil { next += 1 }
        unknowns.append([angle, magnitude])
      }
      let pairs = network.pairs
      let pattern = SparsePattern(neighbours: pairs.neighbours, members: unknowns.map { $0.compactMap { $0 } })
      func entries(_ row: Int, _ column: Int) -> [Int32] {
        unknowns[row].flatMap { r in unknowns[column].map { Int32(pattern.index(row: r, column: $0)) } }
      }
      positions = unknowns.flatMap { $0.map { $0.map { pattern.position[$0] } ?? Int32(pattern.size) } }
      diagonalEntries = kinds.indices.flatMap { entries($0, $0) }
      pairEntries = (0..<pairs.count).flatMap {
        entries(pairs.first[$0], pairs.second[$0]) + entries(pairs.second[$0], pairs.first[$0])
      }
      self.pattern = pattern
    }
  }
}
