public import TwinModel

/// Which columns a written recording has, beside `series` and `step`.
public struct RecordingLayout: Sendable, Equatable {
  /// Tag names in column order.
  public var tags: [String]
  /// Whether there is a column `ts`.
  public var hasTimes: Bool
  /// Whether every tag has a column `<tag>.quality`.
  public var hasQualities: Bool
  /// Whether there is a column `label`.
  public var hasLabels: Bool
  /// Whether there is a column `event`.
  public var hasEvents: Bool

  /// Creates a layout.
  public init(
    tags: [String], hasTimes: Bool = false, hasQualities: Bool = false, hasLabels: Bool = false, hasEvents: Bool = false
  ) {
    self.tags = tags
    self.hasTimes = hasTimes
    self.hasQualities = hasQualities
    self.hasLabels = hasLabels
    self.hasEvents = hasEvents
  }

  /// The layout that holds everything a block holds.
  public init(of block: FrameBlock) {
    self.init(
      tags: block.tags, hasTimes: !block.sourceTimes.isEmpty, hasQualities: !block.qualities.isEmpty,
      hasLabels: !block.labels.isEmpty, hasEvents: !block.events.isEmpty)
  }
}
