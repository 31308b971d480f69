internal import ArgumentParser
internal import TwinModel
internal import TwinTestbeds

/// `sat testbed describe`: what a plant is, and what can happen to it.
struct TestbedDescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe a plant: zones, loops, tags, safety envelope, disturbances, attacks.",
    discussion: """
      Example:
        sat testbed describe grid
        sat testbed describe water-cell --site site.yaml
      """)

  @Argument(help: "The plant; see 'sat testbed list'.")
  var name: String
  @Option(help: ArgumentHelp("Write the plant's site file, too.", valueName: "file"))
  var site: String?
  @Flag(help: "Print the description as JSON.")
  var json = false

  func run() throws {
    let testbed = try Testbed.found(name)
    if let site { try writeFile(site, Array(testbed.site.yaml.utf8)) }
    let description = TestbedDescription(testbed)
    try printResult(json ? jsonText(description) : description.text)
  }
}

extension Testbed {
  /// The plant of that name; that there is none is the user's to change.
  static func found(_ name: String) throws(Failure) -> Testbed {
    do throws(TestbedError) {
      return try named(name)
    } catch {
      throw Failure(error)
    }
  }
}
