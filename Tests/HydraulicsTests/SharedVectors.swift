import Foundation

/// Check values that lie beside the repository; absent elsewhere.
enum SharedVectors {
  /// The folder, or `nil` where there is none.
  static let folder: URL? = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    let given = ProcessInfo.processInfo.environment["SAT_SHARED"].map { URL(filePath: $0) }
    let folder = given ?? beside
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Whether tests that need it can run.
  static var isPresent: Bool { folder != nil }

  /// EPANET's values for C-Town.
  static func epanet() throws -> EPANETVectors {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    let file = try Data(contentsOf: folder.appending(path: "vectors/epanet_vectors.json"))
    return try JSONDecoder().decode(EPANETVectors.self, from: file)
  }
}
