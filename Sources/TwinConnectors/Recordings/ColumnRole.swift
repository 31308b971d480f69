/// What a column of a recording is for.
public enum ColumnRole: String, Sendable, Equatable, CaseIterable {
  /// Names the run or stream a row belongs to.
  case series
  /// Counts rows within a series.
  case step
  /// Says when the values were taken.
  case time
  /// Says whether the row lies inside an attack or fault.
  case label
  /// Says which attack or fault.
  case event
  /// Carries a tag's values.
  case tag
  /// Carries the quality of another column's values.
  case quality
  /// Is not read.
  case ignored

  /// Names that give a column its role where the caller names none; compared without regard to case.
  static let usualNames: [(name: String, role: ColumnRole)] = [
    ("series", .series), ("step", .step), ("ts", .time), ("timestamp", .time), ("datetime", .time),
    ("label", .label), ("event", .event),
  ]

  /// What follows a tag's name in the name of its quality column.
  static let qualitySuffix = ".quality"
}
