extension AnomalyDetector {
  /// Where a detector stands between two rows: what `WindowReplay` begins from. A few kilobytes, so that one can be kept
  /// for every few rows of a stream.
  public struct Memory: Sendable {
    let parameters: EnsembleParameters
    let fusion: Fusion
    let engine: EnsembleEngine.Memory
  }

  /// Where it stands after the frames so far.
  public var memory: Memory {
    let parameters = engine.parameters
    return Memory(parameters: parameters, fusion: parameters.fusions[kind.index], engine: engine.memory)
  }

  /// Where it stood when its series began, or where a gap made it begin anew.
  public var memoryOfBeginning: Memory {
    let parameters = engine.parameters
    return Memory(
      parameters: parameters, fusion: parameters.fusions[kind.index],
      engine: EnsembleEngine(parameters: parameters).memory)
  }
}
