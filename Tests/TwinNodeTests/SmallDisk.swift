import Foundation

/// A file system in memory of a chosen size, which only root can make.
final class SmallDisk {
  let path: String

  /// - Returns: `nil` where it cannot be made.
  init?(kibibytes: Int) {
    path = NSTemporaryDirectory() + "sat-disk-\(UUID().uuidString)"
    guard getuid() == 0,
      (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)) != nil
    else { return nil }
    guard Self.mount(["-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", path]) else {
      rmdir(path)
      return nil
    }
  }

  deinit {
    _ = Self.run("/bin/umount", ["-l", path])
    rmdir(path)
  }

  /// Whether such a disk can be made here.
  static let isPossible = SmallDisk(kibibytes: 64) != nil

  /// Changes its size.
  func resize(kibibytes: Int) -> Bool { Self.mount(["-o", "remount,size=\(kibibytes)k", path]) }

  private static func mount(_ arguments: [String]) -> Bool { run("/bin/mount", arguments) }

  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
