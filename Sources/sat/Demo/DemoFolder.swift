internal import Foundation
internal import TwinConnectors
internal import TwinModel

/// The folder in which a demonstration leaves its files.
struct DemoFolder {
  let path: String

  /// Creates the folder and those that it lies in.
  func create() throws(Failure) {
    var place = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      place += "/" + part
      if mkdir(place, 0o777) != 0 && errno != EEXIST {
        let reason = String(cString: strerror(errno))
        throw Failure("\(path): the folder cannot be created: \(reason); choose another --output")
      }
    }
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

  /// Writes a recording as it is simulated, whole or not at all; the number of its rows.
  ///
  /// - Parameter next: the next rows; `nil` when there are no more.
  func write(
    _ name: String, tags: [String], isLabelled: Bool, progress: Progress, _ next: () -> FrameBlock?
  ) throws(Failure) -> Int {
    defer { progress.end() }
    var file = try DemoRecording(path: file(name), tags: tags, isLabelled: isLabelled)
    while let block = next() {
      try file.append(block)
      progress.show("simulating \(file.path): \(file.rows) rows")
    }
    let rows = file.rows
    try file.finish()
    return rows
  }
}
