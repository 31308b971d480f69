import Foundation

/// A folder of its own for one test, removed afterwards.
final class TemporaryLogFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "sat-log-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path + "/" + name).map { Array($0) } }

  func write(_ bytes: [UInt8], to name: String) throws {
    let place = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }
}
