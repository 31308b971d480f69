import Foundation

/// A folder of its own for one test, removed afterwards.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "sat-node-\(UUID().uuidString)"

  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
