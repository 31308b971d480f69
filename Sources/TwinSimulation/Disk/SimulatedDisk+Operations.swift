import TwinModel

extension SimulatedDisk {
  /// Starts an operation and returns when it completes.
  mutating func submit(
    _ operation: DiskOperation, token: UInt64, stamp: UInt32, at now: Int64, using random: inout SeededGenerator
  ) -> Int64 {
    var failure: DiskError?
    var effect = Submission.Effect.none
    var delay = behaviour.writeDelay
    do throws(DiskError) {
      effect = try apply(operation)
    } catch {
      failure = error
    }
    switch operation {
    case .sync, .syncDirectory: delay = behaviour.syncDelay
    default: break
    }
    inFlight.append(
      Submission(stamp: stamp, completion: DiskCompletion(token: token, failure: failure), effect: effect))
    busyUntil = max(busyUntil, now) &+ delay.draw(using: &random) &* slowness
    return busyUntil
  }

  /// Completes the oldest operation; nil when a crash has swept it away.
  mutating func complete(stamp: UInt32) -> DiskCompletion? {
    guard let oldest = inFlight.first, oldest.stamp == stamp else { return nil }
    inFlight.removeFirst()
    if oldest.completion.failure != nil { return oldest.completion }
    switch oldest.effect {
    case .none: break
    case .file(let file, let count):
      if failingSyncs > 0 {
        failingSyncs -= 1
        files[file].lose(covering: count)
        settle(count) { if case .file(file, _) = $0 { true } else { false } }
        return DiskCompletion(token: oldest.completion.token, failure: .inputOutput)
      }
      let before = files[file].unsynced.count
      files[file].sync(covering: count)
      settle(before - files[file].unsynced.count) { if case .file(file, _) = $0 { true } else { false } }
    case .folder(let folder, let count):
      let made = directory.sync(folder, covering: count)
      settle(made) { if case .folder = $0 { true } else { false } }
    }
    return oldest.completion
  }

  /// Later syncs under way cover fewer changes once an earlier one has made some durable.
  private mutating func settle(_ made: Int, where isConcerned: (Submission.Effect) -> Bool) {
    for index in inFlight.indices where isConcerned(inFlight[index].effect) {
      switch inFlight[index].effect {
      case .none: break
      case .file(let file, let count): inFlight[index].effect = .file(file, covering: max(0, count - made))
      case .folder(let folder, let count): inFlight[index].effect = .folder(folder, covering: max(0, count - made))
      }
    }
  }

  private mutating func apply(_ operation: DiskOperation) throws(DiskError) -> Submission.Effect {
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
      return .file(file, covering: files[file].unsynced.count)
    case .syncDirectory(let path):
      return .folder(path, covering: directory.unsynced.count)
    }
    return .none
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
    let room = max(0, behaviour.capacity - usedBytes)
    guard growth > room else { return files[file].write(bytes, at: offset) }
    let written = max(0, bytes.count - (growth - room))
    if written > 0 { files[file].write(Array(bytes[..<written]), at: offset) }
    throw .full(written: written)
  }
}
