import Foundation
import Testing

/// Where a result cannot go, nothing is destroyed and nothing half-done is left.
@Suite struct BadOutputTests {
  @Test(arguments: ["train", "score", "infer", "evaluate"])
  func `a path that cannot be written is refused`(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "file")
    try refuseOutput(command, to: "file/out", in: folder, saying: ["file/out", "Not a directory"])
    try refuseOutput(command, to: "no/such/folder/out", in: folder, saying: ["no/such/folder", "No such file"])
    #expect(folder.names == ["file"])
  }

  @Test func `a demo that cannot have its folder is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "file")
    try refuse("demo", "--output", "file/out", in: folder, saying: ["file/out", "Not a directory"])
    try refuse("demo", "--output", "file", in: folder, saying: ["file/site.yaml", "Not a directory"])
    #expect(folder.names == ["file"])
  }

  @Test(arguments: ["train", "score", "infer", "evaluate"])
  func `a full disk is an error`(command: String) throws {
    let folder = try TemporaryFolder()
    try refuseOutput(command, to: "/dev/full", in: folder, saying: ["/dev/full", "No space left on device"])
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["train", "score", "infer", "evaluate", "check"])
  func `a standard output that takes no more is an error`(command: String) throws {
    let folder = try TemporaryFolder()
    let words = ["standard output", "No space left on device"]
    switch command {
    case "check":
      try refuse("site", "check", Works.folder().file("site.yaml"), in: folder, saying: words, output: "/dev/full")
    default: try refuseOutput(command, to: "out", in: folder, saying: words, output: "/dev/full")
    }
  }

  @Test(
    .enabled(if: FullDisk.isPossible, "needs the right to mount a small disk"),
    arguments: ["train", "score", "evaluate"])
  func `on a disk that fills up, the old file stays`(command: String) throws {
    let folder = try TemporaryFolder()
    let disk = try FullDisk(at: folder.file("disk"), kilobytes: 8)
    try folder.write("good", to: "disk/out")
    try refuseOutput(command, to: "disk/out", in: folder, saying: ["disk/out", "No space left on device"])
    #expect(folder.text("disk/out") == "good")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["out"])
  }

  private func refuseOutput(
    _ command: String, to output: String, in folder: TemporaryFolder, saying words: [String],
    output device: String? = nil, at place: SourceLocation = #_sourceLocation
  ) throws {
    let works = try Works.folder()
    let test = works.file("test.csv.gz")
    func expect(_ arguments: String...) throws {
      let outcome = try Program(folder: folder).run(arguments, output: device)
      #expect(outcome.status == 2 && outcome.endedByItself, "\(outcome.errors)", sourceLocation: place)
      #expect(outcome.complaints.count == 1, "\(outcome.errors)", sourceLocation: place)
      for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: place) }
    }
    switch command {
    case "train":
      let normal = try TemporaryFolder()
      try normal.write(SmallRecording().csv, to: "normal.csv")
      try expect("train", "--recording", normal.file("normal.csv"), "--output", output)
    case "score": try expect("score", "--model", Works.model(), "--recording", test, "--output", output)
    case "infer": try expect("site", "infer", "--recording", test, "--output", output)
    default: try expect("evaluate", "--model", Works.model(), "--recording", test, "--report", output)
    }
  }
}

/// A disk in memory with little room.
final class FullDisk {
  let path: String

  /// Only the administrator mounts, and not in every container.
  static let isPossible: Bool = {
    guard let folder = try? TemporaryFolder(), let disk = try? FullDisk(at: folder.file("disk"), kilobytes: 16) else {
      return false
    }
    return FileManager.default.fileExists(atPath: disk.path)
  }()

  init(at path: String, kilobytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.command("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
  }

  deinit { try? Self.command("umount", [path]) }

  private static func command(_ name: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw CocoaError(.fileWriteNoPermission) }
  }
}
