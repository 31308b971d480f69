public import TwinDetection
public import TwinModel

/// Remembers the last rows of a stream and where the detector stood before them, so that an alarm can be explained from
/// before its cause began.
///
/// A machine beside a detector. Memory is bounded: `capacity` rows, a mark of the detector for every eighth of them, and a
/// few hundred normal states.
public struct FrameHistory: Sendable {
  /// Most rows that it remembers.
  public static let capacity = 128
  /// Rows from mark to mark.
  static let stride = 8
  /// Most normal states that it remembers.
  static let normalLimit = 256
  /// Rows that a calm state must stay calm before it is taken for normal: an attack may begin slowly.
  static let probation = 32

  /// Rows from one normal state to the next, at most.
  private static let longestNormalStride = 64

  /// A detector's memory before a row.
  private struct Mark: Sendable {
    /// Counted from the beginning of the stretch.
    var row: Int
    var memory: AnomalyDetector.Memory
  }

  private var frames: [Frame] = []
  private var seconds: [Double] = []
  private var isCalm: [Bool] = []
  private var marks: [Mark] = []
  /// Where the detector stands after the latest row, when the next one is to be marked.
  private var next: AnomalyDetector.Memory?
  /// Rows of the stretch, remembered or not.
  private var rows = 0
  /// Normal states, the oldest overwritten first.
  private var normals: [[Double]] = []
  private var nextNormal = 0
  /// Rows from one normal state to the next.
  private var normalStride = 2

  /// Creates an empty history.
  public init() {}

  /// Takes a frame that the detector has just assessed.
  ///
  /// - Parameter detector: the detector after the frame.
  public mutating func observe(_ frame: Frame, score: Float, after detector: AnomalyDetector) {
    if detector.rowsFollowed <= 1 || marks.isEmpty {
      begin(detector)
    } else if rows % Self.stride == 0 && marks.last?.row != rows, let next {
      marks.append(Mark(row: rows, memory: next))
    }
    next = nil
    frames.append(frame)
    seconds.append(detector.clock(frame))
    isCalm.append(score <= 1)
    rows += 1
    if rows % Self.stride == 0 { next = detector.memory }
    keepNormal()
    forget()
  }

  /// The last rows as a window: at least so many if there are as many, and as few more as the marks allow; `nil` before the
  /// first row.
  public func window(rows wanted: Int) -> SuspectWindow? {
    guard !frames.isEmpty else { return nil }
    let begin = max(0, rows - max(1, wanted))
    guard let mark = marks.last(where: { $0.row <= begin }) ?? marks.first else { return nil }
    let count = rows - mark.row
    return SuspectWindow(
      memory: mark.memory, frames: Array(frames.suffix(count)), seconds: Array(seconds.suffix(count)), normals: normals,
      earlier: frames.dropLast(count).map(\.values))
  }

  private mutating func begin(_ detector: AnomalyDetector) {
    frames.removeAll()
    seconds.removeAll()
    isCalm.removeAll()
    rows = 0
    marks = [Mark(row: 0, memory: detector.memoryOfBeginning)]
  }

  /// Rows that were calm and stayed so are normal states: every second at first, fewer as they fill up, so that they come
  /// from far back and are not all alike.
  private mutating func keepNormal() {
    guard rows % normalStride == 0, frames.count > Self.probation, isCalm.suffix(Self.probation).allSatisfy(\.self)
    else { return }
    let state = frames[frames.count - 1 - Self.probation].values
    if normals.count < Self.normalLimit {
      normals.append(state)
    } else if normalStride < Self.longestNormalStride {
      normals = normals.indices.filter { $0 % 2 == 0 }.map { normals[$0] } + [state]
      normalStride *= 2
    } else {
      normals[nextNormal] = state
      nextNormal = (nextNormal + 1) % Self.normalLimit
    }
  }

  /// Drops whole strides beyond the capacity.
  private mutating func forget() {
    guard frames.count > Self.capacity, marks.count > 1 else { return }
    let count = marks[1].row - marks[0].row
    guard frames.count - count >= Self.capacity - Self.stride else { return }
    marks.removeFirst()
    frames.removeFirst(count)
    seconds.removeFirst(count)
    isCalm.removeFirst(count)
  }
}
