internal import ArgumentParser
internal import TwinTestbeds

/// `sat attack list`: the catalogue on a page.
struct AttackListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the types of attack, and the benign troubles.",
    discussion: """
      Example:
        sat attack list
        sat attack list --json
      """)

  @Flag(help: "Print the list as JSON.")
  var json = false

  /// The whole catalogue, for programs.
  private struct Catalogue: Encodable {
    struct Benign: Encodable {
      var id: String
      var summary: String
    }

    var attacks: [AttackEntry]
    var levels: [AttackEntry.Level]
    var troubles: [Benign]
  }

  func run() throws {
    let entries = AttackType.allCases.map(AttackEntry.init)
    let troubles = Trouble.allCases.map { Catalogue.Benign(id: $0.rawValue, summary: $0.summary) }
    if json {
      let levels = AttackLevel.allCases.map(AttackEntry.Level.init)
      return try printResult(jsonText(Catalogue(attacks: entries, levels: levels, troubles: troubles)))
    }
    var lines = Columns.aligned(
      [["id", "name", "variants", "techniques"]]
        + entries.map { entry in
          [
            entry.id, entry.name, entry.variants.map { "\($0.number) \($0.name)" }.joined(separator: ", "),
            entry.techniques.joined(separator: " "),
          ]
        })
    lines += ["", "Levels"] + Columns.aligned(AttackLevel.allCases.map { ["  \($0.rawValue)", $0.summary] })
    lines += ["", "Benign troubles, labelled normal"]
    lines += Columns.aligned(troubles.map { ["  \($0.id)", $0.summary] })
    try printResult(lines.joined(separator: "\n"))
  }
}
