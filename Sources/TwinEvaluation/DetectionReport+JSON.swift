internal import Foundation

extension DetectionReport {
  /// The report as indented JSON with sorted field names and a final line break; the same report gives the same bytes.
  public func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(self) else { preconditionFailure("a report holds finite numbers only") }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
