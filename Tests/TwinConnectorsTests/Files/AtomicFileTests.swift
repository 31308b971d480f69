import Foundation
import Testing

@testable import TwinConnectors

@Suite struct AtomicFileTests {
  @Test func `a committed file has the new contents and nothing else lies beside it`() throws {
    let folder = try TemporaryFolder()
    for text in ["first", String(repeating: "second ", count: 100_000)] {
      var file = try AtomicFile(path: folder.file("a.txt"))
      try file.write(text)
      try file.commit()
      #expect(folder.contents("a.txt") == text)
      #expect(folder.names == ["a.txt"])
    }
  }

  @Test func `small and large writes keep their order`() throws {
    let folder = try TemporaryFolder()
    var expected: [UInt8] = []
    var file = try AtomicFile(path: folder.file("a"))
    for (index, size) in [3, 70_000, 1, 65_536, 65_535, 2, 200_000, 0, 5].enumerated() {
      let bytes = [UInt8](repeating: UInt8(index), count: size)
      expected += bytes
      if index % 2 == 0 {
        try bytes.withUnsafeBytes { try file.write(contentsOf: $0) }
      } else {
        try file.write(contentsOf: bytes)
      }
    }
    try file.commit()
    #expect(folder.bytes("a") == expected)
  }

  @Test func `without a commit the old file stays and no other is left`() throws {
    let folder = try TemporaryFolder()
    try "old".write(toFile: folder.file("a"), atomically: false, encoding: .utf8)
    do {
      var file = try AtomicFile(path: folder.file("a"))
      try file.write(String(repeating: "new", count: 50_000))
      #expect(folder.names.count == 2)
    }
    #expect(folder.contents("a") == "old")
    #expect(folder.names == ["a"])
  }

  @Test(arguments: [0, 100_000])
  func `a full disk is an error, the old file stays and no other is left`(room: Int) throws {
    let folder = try TemporaryFolder()
    try "old".write(toFile: folder.file("a"), atomically: false, encoding: .utf8)
    let disk = FullDisk(room: room)
    #expect(throws: FileError(path: folder.file("a"), operation: .write, code: ENOSPC)) {
      var file = try AtomicFile(path: folder.file("a"), write: disk.write)
      for _ in 0..<100 { try file.write(String(repeating: "x", count: 5000)) }
      try file.commit()
    }
    #expect(folder.contents("a") == "old")
    #expect(folder.names == ["a"])
  }

  @Test func `writes that are cut short or interrupted are continued`() throws {
    let folder = try TemporaryFolder()
    let slow = SlowDisk()
    var file = try AtomicFile(path: folder.file("a"), write: slow.write)
    try file.write(String(repeating: "abcdefg", count: 3000))
    try file.commit()
    #expect(folder.contents("a") == String(repeating: "abcdefg", count: 3000))
  }

  @Test func `a folder that is not there is an error that names the path`() {
    let path = "/nowhere/at/all.csv"
    #expect(throws: FileError(path: path, operation: .create, code: ENOENT)) { _ = try AtomicFile(path: path) }
    #expect(
      FileError(path: path, operation: .create, code: ENOENT).description.contains(
        "/nowhere/at/all.csv: cannot be created: No such file"))
    #expect(throws: FileError(path: "/", operation: .create, code: EISDIR)) { _ = try AtomicFile(path: "/") }
  }

  @Test func `devices are written through and a full one says so`() throws {
    var null = try AtomicFile(path: "/dev/null")
    try null.write("gone")
    try null.commit()
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
    #expect(throws: FileError(path: "/dev/full", operation: .write, code: ENOSPC)) {
      var full = try AtomicFile(path: "/dev/full")
      try full.write("no room")
      try full.commit()
    }
  }

  @Test func `an open descriptor is written to where it stands`() throws {
    let folder = try TemporaryFolder()
    let descriptor = open(folder.file("log"), O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    write(descriptor, "before ", 7)
    var file = try AtomicFile(path: "/dev/fd/\(descriptor)")
    try file.write("after")
    try file.commit()
    #expect(folder.contents("log") == "before after")
  }

  @Test func `a symbolic link stays and its target is replaced with the same permissions`() throws {
    let folder = try TemporaryFolder()
    try "old".write(toFile: folder.file("target"), atomically: false, encoding: .utf8)
    chmod(folder.file("target"), 0o640)
    symlink("target", folder.file("link"))
    var file = try AtomicFile(path: folder.file("link"))
    try file.write("new")
    try file.commit()
    #expect(folder.contents("target") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == "target")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("target"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }
}

/// A disk that takes `room` bytes and no more.
private final class FullDisk: @unchecked Sendable {
  private var room: Int
  init(room: Int) { self.room = room }

  @Sendable func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    if room == 0 {
      errno = ENOSPC
      return -1
    }
    let taken = Foundation.write(descriptor, bytes, min(room, count))
    room -= taken
    return taken
  }
}

/// A disk that takes few bytes at once and is interrupted every other time.
private final class SlowDisk: @unchecked Sendable {
  private var calls = 0

  @Sendable func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    calls += 1
    if calls % 2 == 0 {
      errno = EINTR
      return -1
    }
    return Foundation.write(descriptor, bytes, min(count, 1000))
  }
}
