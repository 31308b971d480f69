import TwinLedger
import TwinModel

/// Storage in memory that behaves as a disk may: what was not synchronised is lost, torn or there, as a seed decides.
final class FaultyStorage: LogStorage {
  /// What happens at the step named.
  enum Fault {
    /// The machine stops: this step and all later ones fail.
    case crash
    /// This step finds no room; later ones do.
    case diskFull
  }

  /// Files as a running process sees them.
  private(set) var files: [String: [UInt8]]
  /// Files whose names survive a crash.
  private var durable: [String: [UInt8]]
  /// Changes of names since they were last synchronised, in order; `nil` takes a file away.
  private var pending: [(path: String, bytes: [UInt8]?)] = []
  /// Steps done so far.
  private(set) var steps = 0
  private let fault: (step: Int, kind: Fault)?

  init(_ files: [String: [UInt8]] = [:], fault: (step: Int, kind: Fault)? = nil) {
    self.files = files
    durable = files
    self.fault = fault
  }

  /// What a crash now would leave.
  func survivors(seed: UInt64) -> [String: [UInt8]] {
    var generator = SeededGenerator(seed: seed)
    var left = durable
    // Each change of a name made it to the disk or not, in the order they were made for one path.
    for (path, bytes) in pending where Bool.random(using: &generator) { left[path] = bytes }
    // A file in the making: any beginning of it.
    if let (path, bytes) = pending.last, let bytes, Bool.random(using: &generator) {
      left[path + ".unfinished"] = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
    }
    return left
  }

  private func step(_ path: String) throws(LogStoreError) {
    steps += 1
    guard let fault else { return }
    switch fault.kind {
    case .crash: if steps >= fault.step { throw .system(path: path, code: 5) }
    case .diskFull: if steps == fault.step { throw .diskFull(path: path) }
    }
  }

  func read(_ path: String) throws(LogStoreError) -> [UInt8]? { files[path] }

  func paths() throws(LogStoreError) -> [String] { files.keys.sorted() }

  func write(_ bytes: [UInt8], to path: String) throws(LogStoreError) {
    try step(path)
    files[path] = bytes
    pending.append((path, bytes))
  }

  func remove(_ path: String) throws(LogStoreError) {
    try step(path)
    guard files.removeValue(forKey: path) != nil else { return }
    pending.append((path, nil))
  }

  func synchronise() throws(LogStoreError) {
    try step("")
    durable = files
    pending = []
  }
}
