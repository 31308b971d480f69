/// A disk that keeps what was synced, and at a crash loses or tears the rest.
///
/// Reads see every write at once. An operation is applied to what reads see when it is asked; a sync is applied when it
/// completes, and covers what was asked before it.
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

  /// An operation that is under way.
  struct Submission: Sendable {
    var stamp: UInt32
    var completion: DiskCompletion
    /// What a sync makes durable when it completes.
    var effect: Effect

    enum Effect: Sendable {
      case none
      case file(Int, covering: Int)
      case folder(String, covering: Int)
    }
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
    file.sync(covering: 1)
    files.append(file)
    directory.apply(.link(name: path, file: files.count - 1))
    _ = directory.sync(SimulatedDirectory.folder(of: path), covering: .max)
  }
}
