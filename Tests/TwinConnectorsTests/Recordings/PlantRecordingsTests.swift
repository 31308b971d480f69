import Foundation
import Testing
import TwinConnectors
import TwinModel

/// The plant recordings that lie beside the project where it is developed; skipped where they do not.
@Suite(.enabled(if: PlantRecordings.folder != nil, "no plant recordings beside the project"))
struct PlantRecordingsTests {
  @Test func `every recording has the tags, rows, series and labels its description states`() throws {
    let folder = try #require(PlantRecordings.folder)
    var checked = 0
    for plant in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(plant)/meta.json") else { continue }
      let facts = try JSONDecoder().decode(PlantRecordings.Facts.self, from: bytes)
      for name in ["train", "test"] where FileManager.default.fileExists(atPath: "\(folder)/\(plant)/\(name).csv.gz") {
        let summary = try PlantRecordings.summary("\(folder)/\(plant)/\(name).csv.gz")
        #expect(summary.tags == facts.features)
        #expect(summary.rows == (name == "train" ? facts.trainRows : facts.testRows))
        #expect(summary.labelledRows == (name == "train" ? nil : facts.testAnomalousRows))
        #expect(name == "train" || summary.series.count == facts.series)
        #expect(summary.rowPeriod == nil || summary.rowPeriod == facts.period)
        #expect(summary.missing.allSatisfy { $0 == 0 })
        checked += 1
      }
    }
    #expect(checked >= 4)
  }

  @Test func `the labelled year of the water network has its seven attacks`() throws {
    let folder = try #require(PlantRecordings.folder)
    var options = RecordingOptions()
    options.ignoredColumns = ["official_flag"]
    let summary = try PlantRecordings.summary("\(folder)/batadal/dev_dataset04.csv.gz", options: options)
    #expect(summary.tags.count == 43 && summary.rows == 4177 && summary.labelledRows == 492)
    #expect(summary.rowPeriod == 3600)
  }

  @Test func `every file among them is read to its end`() throws {
    let folder = try #require(PlantRecordings.folder)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv.gz") }
    for file in files { #expect(try PlantRecordings.summary("\(folder)/\(file)").rows > 0) }
    #expect(!files.isEmpty)
  }
}

enum PlantRecordings {
  /// The folder of plant recordings, or `nil`.
  static var folder: String? {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let shared = ProcessInfo.processInfo.environment["SAT_SHARED"] ?? root.path + "/../shared"
    let folder = shared + "/recordings"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }

  /// What a recording's description states.
  struct Facts: Decodable {
    var features: [String]
    var trainRows, testRows, testAnomalousRows, series: Int
    var period: Double

    enum CodingKeys: String, CodingKey {
      case features, series
      case trainRows = "train_rows"
      case testRows = "test_rows"
      case testAnomalousRows = "test_anomalous_rows"
      case period = "period_s"
    }
  }

  static func summary(_ path: String, options: RecordingOptions = RecordingOptions()) throws -> RecordingSummary {
    var reader = try RecordingReader(path: path, options: options)
    var block = FrameBlock(tags: reader.tags)
    while try reader.refill(&block) {}
    return reader.summary
  }
}
