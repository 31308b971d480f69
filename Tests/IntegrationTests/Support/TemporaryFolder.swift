import Foundation
import Synchronization

/// A folder of its own for one test, removed afterwards.
final class TemporaryFolder: Sendable {
  let path: String
  private let others = Mutex<[String]>([])

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("sat-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    for path in others.withLock(\.self) + [path] { try? FileManager.default.removeItem(atPath: path) }
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: file(name))) }

  func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: file(name))) }

  func copy(_ source: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: file(name))
  }

  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: file(name)).map { Array($0) } }

  func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  /// Names of everything in it.
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

  /// Removes a file outside of it, too.
  func alsoRemoves(_ path: String) { others.withLock { $0.append(path) } }
}
