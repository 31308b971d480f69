import Foundation
import Testing

/// Wireshark's dissectors, where `tshark` is installed.
enum NetworkAnalyser {
  static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/tshark" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isThere: Bool { path != nil }

  /// Rows of the fields of all frames that a filter lets through; several values of one field are joined by commas.
  static func fields(_ names: [String], of capture: [UInt8], filter: String = "") throws -> [[String]] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("capture-\(UUID().uuidString).pcap")
    try Data(capture).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    var arguments = ["-n", "-r", file.path, "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a"]
    for preference in ["ip.check_checksum", "tcp.check_checksum", "udp.check_checksum"] {
      arguments += ["-o", "\(preference):TRUE"]
    }
    if !filter.isEmpty { arguments += ["-Y", filter] }
    for name in names { arguments += ["-e", name] }
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(complaint)")
    return text.split(separator: "\n", omittingEmptySubsequences: true).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
    }
  }
}
