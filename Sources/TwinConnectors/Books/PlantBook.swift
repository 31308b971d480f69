internal import Foundation
public import TwinModel

/// What people wrote down of a plant: updates, permits to work, operators' sessions. It explains incidents and opens none.
///
/// One JSON object a line:
///
///     {"time": "2026-03-01T06:10:00Z", "kind": "update", "asset": "PLC1"}
///     {"time": "2026-03-01T08:00:00Z", "kind": "permit", "asset": "P101"}
///     {"time": "2026-03-01T09:30:00Z", "kind": "session", "tag": "LIT101"}
///
/// `asset` and `tag` may be left out: what then concerns the whole plant. Unknown keys are passed over, empty lines, too.
public struct PlantBook: Sendable, Equatable {
  /// Pieces of context, oldest first.
  public let notices: [Evidence]

  /// Most bytes of a book.
  public static let byteLimit = 16 << 20
  /// Most entries of a book.
  public static let entryLimit = 100_000
  /// Most bytes of a line; longer ones hold more than an entry.
  public static let lineLimit = 4096

  /// What an entry says.
  enum Kind: String, CaseIterable {
    /// Software, logic or firmware was changed.
    case update
    /// Work on the equipment was announced.
    case permit
    /// An operator was at work: set points and modes were changed on purpose.
    case session

    var sign: Evidence.Sign {
      switch self {
      case .update: .softwareChange
      case .permit: .maintenance
      case .session: .authorisedChange
      }
    }
  }

  private struct Entry: Decodable {
    var time: String?
    var kind: String?
    var asset: String?
    var tag: String?
  }

  /// Reads a book.
  public init(decoding bytes: [UInt8]) throws(PlantBookError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLong(limit: Self.byteLimit) }
    let decoder = JSONDecoder()
    var found: [Evidence] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t") })
      else { continue }
      guard found.count < Self.entryLimit else { throw .tooMany(limit: Self.entryLimit) }
      guard line.count <= Self.lineLimit, let entry = try? decoder.decode(Entry.self, from: Data(line)) else {
        throw .noEntry(line: index + 1)
      }
      found.append(try Self.notice(of: entry, line: index + 1))
    }
    notices = found.enumerated().sorted { one, other in
      (one.element.sourceTime ?? .init(nanoseconds: 0), one.offset)
        < (other.element.sourceTime ?? .init(nanoseconds: 0), other.offset)
    }.map(\.element)
  }

  private static func notice(of entry: Entry, line: Int) throws(PlantBookError) -> Evidence {
    let text = entry.time ?? ""
    let time = Array(text.utf8).withUnsafeBufferPointer { SourceTime(iso8601: $0) }
    guard let time else { throw .noTime(text, line: line) }
    guard let kind = entry.kind.flatMap(Kind.init) else { throw .noKind(entry.kind ?? "", line: line) }
    return Evidence(
      layer: .integration, source: "plant's books", tag: entry.tag, series: "", sequence: line, sourceTime: time,
      strength: 1, sign: kind.sign, asset: entry.asset, weight: .pValue(1))
  }
}
