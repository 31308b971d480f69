internal import ArgumentParser
internal import TwinTestbeds

/// `sat attack describe`: one type in full.
struct AttackDescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe a type of attack: variants, levels, where the attacker stands, how it shows.",
    discussion: """
      Example:
        sat attack describe A4
        sat attack describe A4 --json
      """)

  @Argument(help: "The type, A1 to A8.")
  var type: String
  @Flag(help: "Print the description as JSON.")
  var json = false

  func run() throws {
    guard let found = AttackType(rawValue: type.uppercased()) else {
      let known = AttackType.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("no type of attack \"\(type)\"; choose one of \(known)")
    }
    let entry = AttackEntry(found)
    try printResult(json ? jsonText(entry) : Self.text(entry))
  }

  private static func text(_ entry: AttackEntry) -> String {
    var lines = ["\(entry.id) \(entry.name)", ""]
    lines += Columns.aligned([
      ["Techniques", entry.techniques.joined(separator: ", ")],
      ["Mitigations", entry.mitigations.joined(separator: ", ")],
      ["In telemetry", entry.signs.telemetry], ["On the network", entry.signs.network],
      ["In models", entry.signs.model],
    ])
    lines += ["", "Variants"]
    lines += Columns.aligned(
      entry.variants.map { variant in
        [
          "  \(variant.number) \(variant.name)", "at: \(variant.position)",
          "levels \(variant.levels.map(String.init).joined(separator: " "))",
          "on \(variant.testbeds.joined(separator: ", "))", variant.summary,
        ]
      })
    lines += ["", "Levels"] + Columns.aligned(AttackLevel.allCases.map { ["  \($0.rawValue)", $0.summary] })
    return lines.joined(separator: "\n")
  }
}
