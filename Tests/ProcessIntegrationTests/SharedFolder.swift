import Foundation

/// The folder of facts and check values beside the repository, or where `SAT_SHARED` says.
enum SharedFolder {
  static func file(_ path: String) -> URL {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder =
      ProcessInfo.processInfo.environment["SAT_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    return folder.appendingPathComponent(path)
  }

  static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }
}
