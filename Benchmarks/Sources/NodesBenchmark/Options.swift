/// What the benchmark is told on its command line.
struct Options {
  /// Plants, ≥ 1.
  var nodes = 50
  /// Simulated minutes, ≥ 1.
  var minutes = 60
  /// Seed of the first plant; the others count on from it.
  var seed: UInt64 = 1
  /// Whether signals travel over each plant's communication network.
  var hasNetwork = false

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      if name == "--network" {
        hasNetwork = true
        continue
      }
      guard let value = rest.popFirst() else { fatalError("\(name) needs a value") }
      switch (name, Int(value)) {
      case ("--nodes", let count?) where count > 0: nodes = count
      case ("--minutes", let count?) where count > 0: minutes = count
      case ("--seed", let number?) where number >= 0: seed = UInt64(number)
      default: fatalError("\(name) \(value): one of --nodes, --minutes and --seed with a whole number")
      }
    }
  }
}
