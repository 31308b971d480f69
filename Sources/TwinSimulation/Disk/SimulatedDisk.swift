/// A disk that keeps what was synced, and at a crash loses or tears the rest.
///
/// One operation is done after the other, as by one thread that makes blocking calls; each takes effect when it
/// completes. A crash sweeps away what still waits, and what is being done may be done in part.
///
/// Deviations from real file systems: no permissions, no hard links; folders exist without being made; a name's change
/// is one atomic step, but steps may survive a crash in any selection unless their folder was synced, as POSIX allows.
public struct SimulatedDisk: Sendable {
  /// How the disk behaves.
  public var behaviour: DiskBehaviour
  /// Syncs that are still going to fail.
  public var failingSyncs = 0
  /// Factor on every delay; 1 in normal times.
  public var slowness: Int64 = 1

  var files: [SimulatedFile] = []
  var directory = SimulatedDirectory()
  var inFlight: [Submission] = []
  var busyUntil: Int64 = 0

  /// An operation that waits for its turn.
  struct Submission: Sendable {
    var stamp: UInt32
    var token: UInt64
    var operation: DiskOperation
  }

  /// Creates an empty disk.
  public init(behaviour: DiskBehaviour = DiskBehaviour()) { self.behaviour = behaviour }

  /// The bytes of a file, nil where there is none.
  public func read(_ path: String) -> [UInt8]? { directory.file(named: path).map { files[$0].bytes } }

  /// The paths of all files, sorted.
  public var paths: [String] { directory.entries.map(\.name) }

  /// Bytes that all named files take together.
  public var usedBytes: Int { directory.entries.reduce(0) { $0 + files[$1.file].bytes.count } }

  /// Changes a byte of a file as a failing medium would; false where there is none.
  @discardableResult
  public mutating func flip(_ path: String, at offset: Int, mask: UInt8) -> Bool {
    guard let file = directory.file(named: path), files[file].bytes.indices.contains(offset) else { return false }
    files[file].flip(at: offset, mask: mask)
    return true
  }

  /// Replaces a file by durable bytes, as an operator restoring a copy would.
  public mutating func restore(_ path: String, _ bytes: [UInt8]) {
    var file = SimulatedFile()
    file.write(bytes, at: 0)
    file.sync()
    files.append(file)
    directory.apply(.link(name: path, file: files.count - 1))
    directory.sync(SimulatedDirectory.folder(of: path))
  }
}
