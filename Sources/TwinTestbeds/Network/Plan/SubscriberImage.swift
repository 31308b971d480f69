/// What a subscriber knows of the plant from what was published.
public struct SubscriberImage: Sendable, Equatable {
  /// Shape `[signal]`: the last values that arrived.
  public internal(set) var values: [Double]
  /// Shape `[signal]`: when each was measured, in seconds since the run began.
  public internal(set) var stamps: [Double]

  init(count: Int) {
    values = [Double](repeating: .nan, count: count)
    stamps = [Double](repeating: -.infinity, count: count)
  }
}
