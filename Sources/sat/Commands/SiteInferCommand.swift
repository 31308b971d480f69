internal import ArgumentParser
internal import TwinConnectors
internal import TwinModel

/// `sat site infer`: a first site file, to be edited by somebody who knows the plant.
struct SiteInferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "infer",
    abstract: "Write a first site file from a recording of normal operation.",
    discussion: """
      Kinds, ranges and steps come from the values, equipment from names such as LIT101. What the recording cannot say
      (units, zones, envelopes) is left for somebody who knows the plant. Without --output the file goes to standard
      output.

      Balances, pump curves and rules of controllers are mined from the first rows and offered for review, each with a
      comment that says how well the recording supports it. Delete what is not so before training with the file.
      What a site file already says (--site: which tags are levels, pumps and flows, units, a balance or two) is kept.

      Example:
        sat site infer --recording normal.csv.gz --output site.yaml
        sat site infer --recording normal.csv.gz --id water-works > site.yaml
        sat site infer --recording normal.csv.gz --site roles.yaml --output site.yaml
      """)

  @Option(help: "A recording of normal operation.")
  var recording: String
  @Option(name: [.short, .long], help: "Where to write the site file.")
  var output: String?
  @Option(help: "Short name of the plant; the default is the recording's name.")
  var id: String?
  @Option(help: "A site file with what is known already; what it says is kept.")
  var site: String?
  @OptionGroup var reading: RecordingArguments
  @Flag(help: "Print what was found as JSON; the site file is written only where --output says.")
  var json = false

  func validate() throws {
    if let id, id.isEmpty { throw Failure("--id must not be empty; name the plant") }
  }

  func run() throws {
    let known = try site.map { try readSite($0) }
    let progress = Progress()
    var reader = try RecordingReader(opening: recording, options: reading.options)
    var inference = SiteInference(tags: reader.tags)
    var rows = OperatingRows(tags: reader.tags)
    while let block = try reader.next() {
      inference.observe(block)
      rows.append(block)
      progress.show("read \(reader.summary.rows) rows")
    }
    progress.end()
    let record = rows.record(period: self.reading.period?.seconds ?? reader.summary.rowPeriod)
    let inferred = inference.site(id: id ?? known?.id ?? recordingName(recording))
    let mining = PhysicsMining(site: known.map { inferred.keeping($0) } ?? inferred, record: record)
    let offered = mining.site
    let text = offered.yaml(remarks: mining.remarks)
    if let output { try writeFile(output, Array(text.utf8)) }
    let findings = SiteFindings(inference.findings, of: mining, rows: reader.summary.rows, path: output)
    if json { return try printResult(jsonText(findings)) }
    guard output != nil else { return try printResult(text) }
    try printResult(findings.text)
  }
}
