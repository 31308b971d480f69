internal import ArgumentParser
internal import TwinModel

/// `sat site check`: every problem of a site file at its place.
struct SiteCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a site file: every problem with its line and column.",
    discussion: """
      Exit status: 0 when the file is valid, 1 when it is not, 2 when it cannot be read.

      Example:
        sat site check site.yaml
      """)

  @Argument(help: "The site file.")
  var file: String
  @Flag(help: "Print the result as JSON.")
  var json = false

  /// What was found, for programs.
  private struct Result: Encodable {
    struct Problem: Encodable {
      var line: Int
      var column: Int
      var key: String
      var message: String
      @OrNull var suggestion: String?
    }

    var file: String
    var isValid: Bool
    var problems: [Problem] = []
    var problemsOmitted = 0
    @OrNull var zones: Int?
    @OrNull var assets: Int?
    @OrNull var tags: Int?
    @OrNull var loops: Int?
  }

  func run() throws {
    let bytes = try readFile(file, limit: siteLimit)
    let site: Site
    do throws(SiteError) {
      site = try Site(yaml: bytes, file: file)
    } catch {
      try report(error)
      throw ExitCode(1)
    }
    let result = Result(
      file: file, isValid: true, zones: site.zones.count, assets: site.assets.count, tags: site.tags.count,
      loops: site.loops.count)
    var counts = [count(site.zones.count, "zone"), count(site.assets.count, "asset"), count(site.tags.count, "tag")]
    if !site.loops.isEmpty { counts.append(count(site.loops.count, "control loop")) }
    try printResult(json ? jsonText(result) : "\(file) is a valid site file: \(counts.joined(separator: ", "))")
  }

  private func report(_ error: SiteError) throws {
    guard json else { return try printResult(error.description) }
    let problems = error.problems.map {
      Result.Problem(
        line: $0.line, column: $0.column, key: $0.keyPath, message: $0.message, suggestion: $0.suggestion)
    }
    try printResult(
      jsonText(
        Result(
          file: file, isValid: false, problems: problems, problemsOmitted: error.omitted, zones: nil, assets: nil,
          tags: nil, loops: nil)))
  }
}
