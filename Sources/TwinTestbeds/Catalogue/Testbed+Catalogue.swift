import TwinModel

extension Testbed {
  /// The plants that come with the program.
  public static var all: [Testbed] { [.tennesseeEastman, .grid, .city, .waterCell] }

  /// The plant of that name or alias.
  public static func named(_ name: String) throws(TestbedError) -> Testbed {
    let all = Self.all
    if let found = all.first(where: { $0.name == name || $0.aliases.contains(name) }) { return found }
    let suggestion = EditDistance.suggestion(for: name, among: all.flatMap { [$0.name] + $0.aliases })
    throw .unknownTestbed(name, suggestion: suggestion, known: all.map(\.name))
  }
}
