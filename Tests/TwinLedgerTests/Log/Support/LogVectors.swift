import Foundation

/// Published check values that lie beside the repository; absent elsewhere.
enum LogVectors {
  /// The folder named by `SAT_SHARED`, else the folder `shared` beside the repository.
  private static let folder: URL? = {
    var root = URL(filePath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    let given = ProcessInfo.processInfo.environment["SAT_SHARED"].map { URL(filePath: $0) }
    let folder = given ?? root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Whether tests that need them can run.
  static var arePresent: Bool { folder != nil }

  /// Reads a file of them.
  static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: "vectors/\(name)")))
  }
}
