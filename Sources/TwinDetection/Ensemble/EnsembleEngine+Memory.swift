extension EnsembleEngine {
  /// What the engine remembers between two rows: a few kilobytes, where a copy of the engine is a megabyte.
  struct Memory: Sendable {
    /// The last frames, shape `[history, width]`.
    var frames: [Float]
    var latest: [Float]
    var driftMeans: [[Float]]
    var energies: [Float]
    /// Per residual kind, shape `[past]`.
    var distances: [[Float]]
    var excessSum: Float
    var rowsSeen: Int
    var twin: TwinChannels.Memory?
    var coupled: CoupledStates.Watch
  }

  /// What the engine remembers of the rows so far.
  var memory: Memory {
    Memory(
      frames: Array(frames[0..<Self.history * width]), latest: latest, driftMeans: driftMeans, energies: energies,
      distances: distances.map { Array($0[0..<Self.past]) }, excessSum: excessSum, rowsSeen: rowsSeen,
      twin: twin?.memory, coupled: coupled)
  }

  /// Goes back to where it was; the memory must be of an engine with the same parameters.
  mutating func restore(_ memory: Memory) {
    precondition(memory.frames.count == Self.history * width && memory.distances.count == distances.count)
    Self.copy(memory.frames, to: &frames)
    Self.copy(memory.latest, to: &latest)
    Self.copy(memory.energies, to: &energies)
    for kind in distances.indices {
      Self.copy(memory.driftMeans[kind], to: &driftMeans[kind])
      Self.copy(memory.distances[kind], to: &distances[kind])
    }
    excessSum = memory.excessSum
    rowsSeen = memory.rowsSeen
    coupled = memory.coupled
    if let twin = memory.twin { self.twin?.memory = twin }
  }

  /// Into the storage that is there.
  private static func copy(_ source: [Float], to target: inout [Float]) {
    target.withUnsafeMutableBufferPointer { target in
      source.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        to.update(from: from, count: source.count)
      }
    }
  }
}
