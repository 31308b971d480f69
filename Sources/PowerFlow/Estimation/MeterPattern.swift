/// Where the derivatives of each meter stand and where their products go in the gain matrix; found once.
final class MeterPattern: Sendable {
  /// Shape `[meter + 1]`: first derivative of each meter.
  let entryStart: [Int32]
  /// Shape `[entry]`: position of the unknown in the right-hand side; `size` for the reference angle.
  let entryPosition: [Int32]
  /// For each meter, row by row, the storage of the products of its derivatives i ≤ j.
  let products: [Int32]
  /// Shape `[bus, 2]`: positions of angle and magnitude; `size` for the reference angle.
  let positions: [Int32]
  /// Order and fill of the gain matrix.
  let gain: SparsePattern

  init(network: Network, meters: [Meter]) {
    let reference = network.referenceBus
    var unknowns: [[Int?]] = []
    var next = 0
    for bus in 0..<network.busCount {
      unknowns.append(bus == reference ? [nil, next] : [next, next + 1])
      next += bus == reference ? 1 : 2
    }
    let touched = meters.map { Self.entries(of: $0.quantity, network: network) }
    var joined = [Set<Int>](repeating: [], count: network.busCount)
    for entries in touched {
      let buses = Set(entries.map { $0 / 2 })
      for bus in buses { joined[bus].formUnion(buses) }
    }
    for bus in joined.indices { joined[bus].remove(bus) }
    let gain = SparsePattern(
      neighbours: joined.map { $0.sorted() }, members: unknowns.map { $0.compactMap { $0 } })
    let flat = unknowns.flatMap { $0 }
    positions = flat.map { $0.map { gain.position[$0] } ?? Int32(gain.size) }
    var entryStart: [Int32] = [0]
    var entryPosition: [Int32] = []
    var products: [Int32] = []
    for entries in touched {
      for (index, row) in entries.enumerated() {
        entryPosition.append(positions[row])
        for column in entries[index...] {
          products.append(Int32(Self.upperIndex(of: flat[row], flat[column], in: gain)))
        }
      }
      entryStart.append(Int32(entryPosition.count))
    }
    self.entryStart = entryStart
    self.entryPosition = entryPosition
    self.products = products
    self.gain = gain
  }

  private static func upperIndex(of first: Int?, _ second: Int?, in gain: SparsePattern) -> Int {
    guard let first, let second else { return gain.spill }
    return gain.position[first] <= gain.position[second]
      ? gain.index(row: first, column: second) : gain.index(row: second, column: first)
  }

  /// Unknowns a meter depends on, as `2 · bus` (angle) and `2 · bus + 1` (magnitude), in the order of its derivatives.
  private static func entries(of quantity: Meter.Quantity, network: Network) -> [Int] {
    switch quantity {
    case .voltageMagnitude(let bus): return [2 * bus + 1]
    case .voltageAngle(let bus): return [2 * bus]
    case .activeInjection(let bus), .reactiveInjection(let bus):
      return ([bus] + network.pairs.neighbours[bus]).flatMap { [2 * $0, 2 * $0 + 1] }
    case .activeFlow(let branch, let end), .reactiveFlow(let branch, let end), .currentReal(let branch, let end),
      .currentImaginary(let branch, let end):
      let near = end == .from ? network.fromBus[branch] : network.toBus[branch]
      let far = end == .from ? network.toBus[branch] : network.fromBus[branch]
      return [2 * near, 2 * near + 1, 2 * far, 2 * far + 1]
    }
  }
}
