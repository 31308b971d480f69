internal import Foundation
internal import TwinConnectors
internal import TwinDiagnosis
internal import TwinModel

/// Writes changes of incidents, one JSON object a line.
struct IncidentWriter: ~Copyable {
  private let path: String
  private var file: OutputFile
  private let encoder = JSONEncoder()
  private var opened: Set<String> = []
  private var announcements = 0

  private struct Line: Encodable {
    var change: String
    var id: String
    var state: String
    var priority: String
    var asset: String
    var assets: [String]
    var kind: String
    var name: String
    var probability: Double
    var probabilities: [String: Double]
    var techniques: [String]
    var firstSeen: String
    var lastSeen: String
    var layers: [String]
    var tags: [Tag]
    var evidence: Int

    struct Tag: Encodable {
      var tag: String
      @OrNull var observed: Double?
      @OrNull var expected: Double?
      var share: Double
    }
  }

  init(path: String) throws(Failure) {
    self.path = path
    file = try OutputFile(path: path, isCompressible: true)
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  mutating func write(_ changes: [IncidentChange]) throws(Failure) {
    for change in changes {
      switch change {
      case .record(let incident):
        opened.insert(incident.id)
        try write(incident, as: "record")
      case .announce(let incident):
        announcements += 1
        try write(incident, as: "announce")
      case .summarise: announcements += 1
      }
    }
  }

  /// Puts the file in place, and says what is in it.
  consuming func finish() throws(Failure) -> String {
    let text = "Diagnosed \(opened.count) incidents, \(announcements) announcements; wrote \(path)."
    try file.commit()
    return text
  }

  private mutating func write(_ incident: Incident, as change: String) throws(Failure) {
    func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
    let classes = incident.probabilities.ranked.filter { $0.probability >= 0.001 }
    let line = Line(
      change: change, id: incident.id, state: incident.state.rawValue, priority: incident.priority.rawValue,
      asset: incident.asset, assets: incident.assets, kind: incident.kind.rawValue, name: incident.kind.name,
      probability: incident.probabilities[incident.kind],
      probabilities: Dictionary(uniqueKeysWithValues: classes.map { ($0.kind.rawValue, $0.probability) }),
      techniques: incident.techniques, firstSeen: incident.firstSeen.iso8601, lastSeen: incident.lastSeen.iso8601,
      layers: incident.layers.map(\.rawValue),
      tags: incident.tags.map {
        .init(tag: $0.tag, observed: finite($0.observed), expected: finite($0.expected), share: $0.share)
      }, evidence: incident.evidenceCount)
    do {
      try file.write(Array(try encoder.encode(line)) + [UInt8(ascii: "\n")])
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(path): incidents cannot be written as JSON: \(error)")
    }
  }
}
