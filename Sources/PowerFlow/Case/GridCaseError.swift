/// Why a case cannot be solved by anybody.
public enum GridCaseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The base power is not a positive number.
  case basePower(Double)
  /// Two buses carry one number.
  case duplicateBus(Int)
  /// An element names a bus that does not exist.
  case unknownBus(Int, element: Element)
  /// There must be exactly one reference bus.
  case referenceBuses(Int)
  /// A quantity has a value that no network can have.
  case value(Double, quantity: String, element: Element)
  /// A radial feeder was asked for but these buses lie on a loop or are fed from nowhere.
  case notRadial(buses: [Int])

  /// Which row of which table is meant; indices count from 0.
  public enum Element: Equatable, Sendable {
    /// A row of the bus table.
    case bus(Int)
    /// A row of the branch table.
    case branch(Int)
    /// A row of the generator table.
    case generator(Int)

    /// The table's name in a case file.
    public var table: String {
      switch self {
      case .bus: "bus"
      case .branch: "branch"
      case .generator: "gen"
      }
    }

    /// The row, counted from 0.
    public var row: Int {
      switch self {
      case .bus(let row), .branch(let row), .generator(let row): row
      }
    }
  }

  /// One line that says what is wrong and where.
  public var description: String {
    switch self {
    case .basePower(let value): "base power \(value) MVA is not a positive number"
    case .duplicateBus(let bus): "bus \(bus) is defined twice"
    case .unknownBus(let bus, let element):
      "\(element.table) row \(element.row + 1) names bus \(bus), which is not defined"
    case .referenceBuses(let count): "\(count) reference buses; exactly one is needed"
    case .value(let value, let quantity, let element):
      "\(element.table) row \(element.row + 1): \(quantity) = \(value) is not possible"
    case .notRadial(let buses): "not a radial feeder at buses \(buses.map(String.init).joined(separator: ", "))"
    }
  }
}
