internal import ArgumentParser
internal import TwinConnectors

/// How to read recordings whose header does not say it all.
struct RecordingArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Row period where the recording has no time column.", valueName: "900s"))
  var period: Period?
  @Option(help: ArgumentHelp("Column that names the series.", valueName: "column"))
  var seriesColumn: String?
  @Option(help: ArgumentHelp("Column that counts rows.", valueName: "column"))
  var stepColumn: String?
  @Option(help: ArgumentHelp("Column of source times.", valueName: "column"))
  var timeColumn: String?
  @Option(help: ArgumentHelp("Column of labels (0/1).", valueName: "column"))
  var labelColumn: String?
  @Option(help: ArgumentHelp("Column of events.", valueName: "column"))
  var eventColumn: String?
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Columns not to be read.", valueName: "column"))
  var ignore: [String] = []

  var options: RecordingOptions {
    var options = RecordingOptions()
    options.seriesColumn = seriesColumn
    options.stepColumn = stepColumn
    options.timeColumn = timeColumn
    options.labelColumn = labelColumn
    options.eventColumn = eventColumn
    options.ignoredColumns = ignore
    return options
  }
}
