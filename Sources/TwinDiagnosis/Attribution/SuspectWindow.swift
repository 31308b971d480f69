public import TwinDetection
public import TwinModel

/// The rows that are to be explained, from before the suspicion arose to the latest.
public struct SuspectWindow: Sendable {
  /// Where the detector stood before the first row.
  public let memory: AnomalyDetector.Memory
  /// The rows, at least one; the last one is explained.
  public let frames: [Frame]
  /// The plant's clock at each row, in seconds; `NaN` where unknown.
  public let seconds: [Double]
  /// Normal states of the plant, for comparison; shape `[state][tag]`.
  public let normals: [[Double]]
  /// The rows before the window as far as they are remembered; shape `[row][tag]`.
  public let earlier: [[Double]]

  /// Creates a window.
  public init(
    memory: AnomalyDetector.Memory, frames: [Frame], seconds: [Double], normals: [[Double]] = [],
    earlier: [[Double]] = []
  ) {
    precondition(!frames.isEmpty && frames.count == seconds.count, "a window has rows")
    self.memory = memory
    self.frames = frames
    self.seconds = seconds
    self.normals = normals
    self.earlier = earlier
  }

  /// Shape `[row, tag]`.
  var values: [Double] { frames.flatMap(\.values) }

  /// The window ready for replay.
  var replay: WindowReplay { WindowReplay(memory, values: values, seconds: seconds) }
}
