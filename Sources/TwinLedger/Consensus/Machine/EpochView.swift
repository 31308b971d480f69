/// A view of an epoch; later epochs come after all views of earlier ones.
struct EpochView: Sendable, Hashable, Comparable {
  var epoch: UInt64
  var view: UInt64

  static func < (left: Self, right: Self) -> Bool { (left.epoch, left.view) < (right.epoch, right.view) }
}
