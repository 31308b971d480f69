import TwinModel

extension SimulatedDisk {
  /// Queues an operation and returns when it completes.
  mutating func submit(
    _ operation: DiskOperation, token: UInt64, stamp: UInt32, at now: Int64, using random: inout SeededGenerator
  ) -> Int64 {
    inFlight.append(Submission(stamp: stamp, token: token, operation: operation))
    let delay =
      switch operation {
      case .sync, .syncDirectory: behaviour.syncDelay
      default: behaviour.writeDelay
      }
    busyUntil = max(busyUntil, now) &+ delay.draw(using: &random) &* slowness
    return busyUntil
  }

  /// Does the oldest operation; nil when a crash has swept it away.
  mutating func complete(stamp: UInt32) -> DiskCompletion? {
    guard let oldest = inFlight.first, oldest.stamp == stamp else { return nil }
    inFlight.removeFirst()
    var failure: DiskError?
    do throws(DiskError) {
      try apply(oldest.operation)
    } catch {
      failure = error
    }
    return DiskCompletion(token: oldest.token, failure: failure)
  }

  mutating func apply(_ operation: DiskOperation) throws(DiskError) {
    switch operation {
    case .create(let path):
      let file = fileForWriting(path)
      if !files[file].bytes.isEmpty { files[file].resize(to: 0) }
    case .append(let path, let bytes):
      let file = fileForWriting(path)
      try write(bytes, to: file, at: files[file].bytes.count)
    case .write(let path, let offset, let bytes):
      try write(bytes, to: fileForWriting(path), at: max(0, offset))
    case .truncate(let path, let count):
      files[try existing(path)].resize(to: max(0, count))
    case .rename(let old, let new):
      directory.apply(.rename(from: old, to: new, file: try existing(old)))
    case .remove(let path):
      _ = try existing(path)
      directory.apply(.unlink(name: path))
    case .sync(let path):
      let file = try existing(path)
      guard failingSyncs == 0 else {
        failingSyncs -= 1
        files[file].loseUnsynced()
        throw .inputOutput
      }
      files[file].sync()
    case .syncDirectory(let path):
      directory.sync(path)
    }
  }

  private func existing(_ path: String) throws(DiskError) -> Int {
    guard let file = directory.file(named: path) else { throw .noSuchFile }
    return file
  }

  private mutating func fileForWriting(_ path: String) -> Int {
    if let file = directory.file(named: path) { return file }
    files.append(SimulatedFile())
    directory.apply(.link(name: path, file: files.count - 1))
    return files.count - 1
  }

  private mutating func write(_ bytes: [UInt8], to file: Int, at offset: Int) throws(DiskError) {
    let growth = max(0, offset + bytes.count - files[file].bytes.count)
    guard growth > 0 else { return files[file].write(bytes, at: offset) }
    let room = max(0, behaviour.capacity - usedBytes)
    guard growth > room else { return files[file].write(bytes, at: offset) }
    let written = max(0, bytes.count - (growth - room))
    if written > 0 { files[file].write(Array(bytes[..<written]), at: offset) }
    throw .full(written: written)
  }
}
