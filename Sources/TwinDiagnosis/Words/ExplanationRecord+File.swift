internal import Foundation

extension ExplanationRecord {
  /// Most bytes of an incident file that are read.
  public static let fileLimit = 4 << 20
  /// Most entries of any list within a record.
  static let listLimit = 256

  /// The record as a file's content: JSON whose paths are those that figures name.
  public func encoded() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Array((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
  }

  /// Reads an incident file, of whatever origin.
  public init(decoding bytes: [UInt8]) throws(RecordError) {
    guard bytes.count <= Self.fileLimit else { throw .tooLarge(bytes: bytes.count) }
    struct Head: Decodable {
      var format: String?
      var version: Int?
    }
    guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)), head.format == Self.formatName else {
      throw .notARecord
    }
    guard head.version == Self.currentVersion else { throw .unknownVersion(head.version ?? 0) }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, let context) {
      throw .incomplete(Self.path(context.codingPath + [key]))
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context)
    {
      throw .incomplete(Self.path(context.codingPath))
    } catch {
      throw .notARecord
    }
    try check()
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined().trimmingPrefix(".").description
  }

  /// What a record must keep so that every text can be made of it.
  private func check() throws(RecordError) {
    guard !tags.isEmpty || signs?.isEmpty == false else { throw .impossible("it names neither a tag nor a sign") }
    let lists = [
      signs?.count ?? 0, tags.count, counterfactual.steps.count, laws.count, limits.count, trajectory.count,
      against.count,
    ]
    guard lists.allSatisfy({ $0 <= Self.listLimit }) else { throw .impossible("a list has more than 256 entries") }
    guard counterfactual.steps.allSatisfy({ tags.indices.contains($0.tag) }) else {
      throw .impossible("a step of the counterfactual names a tag that is not listed")
    }
    guard tags.allSatisfy({ $0.step > 0 && $0.step.isFinite }) else { throw .impossible("a tag's step is not above 0") }
    guard limits.allSatisfy({ $0.kind == .noTwin || $0.value != nil }) else {
      throw .impossible("a limit of knowledge has no value")
    }
    guard let leaves = (try? RecordTree(self))?.leaves else { throw .notARecord }
    for leaf in leaves {
      guard case .text(let text) = leaf.value else { continue }
      guard text.utf8.count <= 4096 else { throw .impossible("\(leaf.path) is longer than 4096 bytes") }
      // A name must not move a terminal's cursor.
      guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw .impossible("\(leaf.path) holds control characters")
      }
    }
  }
}

/// Why an incident file cannot be read.
public enum RecordError: Error, Equatable, CustomStringConvertible {
  case notARecord
  case unknownVersion(Int)
  case incomplete(String)
  case impossible(String)
  case tooLarge(bytes: Int)

  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .notARecord: "this is no incident file; give one that 'sat explain --incidents' wrote"
    case .unknownVersion(let version):
      "an incident file of version \(version); this program reads version \(ExplanationRecord.currentVersion)"
    case .incomplete(let path):
      "the incident file has no usable \"\(path)\"; write it anew with 'sat explain --incidents'"
    case .impossible(let what):
      "the incident file contradicts itself: \(what); write it anew with 'sat explain --incidents'"
    case .tooLarge(let bytes): "the file has \(bytes) bytes, more than an incident file can have; check the path"
    }
  }
}
