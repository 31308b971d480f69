import Foundation

/// Finds reference files that are kept beside the project and are not part of it.
enum SharedVectors {
  /// The folder named by `SAT_SHARED`, else the folder `shared` beside the project.
  private static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["SAT_SHARED"] { return URL(fileURLWithPath: path) }
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("shared")
  }

  static let detectionMetrics = folder.appendingPathComponent("vectors/detection_metrics.json")

  static var hasDetectionMetrics: Bool { FileManager.default.fileExists(atPath: detectionMetrics.path) }
}
