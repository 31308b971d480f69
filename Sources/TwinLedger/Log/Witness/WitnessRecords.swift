/// Where a witness keeps, for each log, the checkpoint it cosigned last.
public protocol WitnessRecords<Failure> {
  /// What can go wrong with the record.
  associatedtype Failure: Error

  /// The checkpoint cosigned last for a log; `nil` when there was none.
  func latest(of origin: String) throws(Failure) -> Checkpoint?

  /// Replaces the record if it still is what was read, and returns only when the new one would survive a crash.
  ///
  /// Comparing and keeping are one step that nothing comes between.
  ///
  /// - Returns: whether the record was `old`; `false` leaves it as it is.
  mutating func replace(_ old: Checkpoint?, with new: Checkpoint) throws(Failure) -> Bool
}
