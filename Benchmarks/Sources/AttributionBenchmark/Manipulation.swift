import TwinModel

/// A stretch of a recording in which somebody lies from one row on.
struct Manipulation {
  /// What kind of lie, for the table.
  var kind: String
  /// Tags that lie.
  var tags: [Int]
  /// Rows, the lie included; shape `[row, tag]`.
  var frames: [Frame]
  /// The same rows without the lie; an alarm that is there, too, is none of its.
  var honest: [Frame]
  /// The first row that lies.
  var onset: Int
}
