/// A detector in the hands of an attacker: what an alarm needs, and how near a row is to it.
///
/// Whoever has a detector makes one of these, for level 2 (asks for scores) and level 3 (asks for gradients too). It has
/// to be a copy of its own: an attacker does not disturb the detector that watches.
public protocol DetectorOracle: Sendable {
  /// Columns of a row that it scores, among the plant's sensors and actuators.
  var tags: [String] { get }
  /// The score above which a row counts as abnormal.
  var threshold: Double { get }
  /// Seconds between two rows that the detector sees, > 0.
  var period: Double { get }

  /// The score that a row would get now. Not remembered; mutating, so that a detector may work in place and go back.
  ///
  /// - Parameter row: shape `[tag]`, in the tags' units.
  mutating func score(_ row: [Double]) -> Double

  /// How the score changes with some columns of a row.
  ///
  /// - Parameter columns: positions in the row.
  /// - Parameter steps: shape `[column]`, > 0: what counts as a small change, in the tags' units.
  /// - Returns: shape `[column]`, score per unit.
  mutating func gradient(_ row: [Double], over columns: [Int], steps: [Double]) -> [Double]

  /// Takes in the row that was told at last; detectors with a memory need it.
  mutating func observe(_ row: [Double])
}

extension DetectorOracle {
  /// Central differences of the score: two scores a column.
  public mutating func gradient(_ row: [Double], over columns: [Int], steps: [Double]) -> [Double] {
    var probe = row
    return zip(columns, steps).map { column, step in
      probe[column] = row[column] + step
      let above = score(probe)
      probe[column] = row[column] - step
      let below = score(probe)
      probe[column] = row[column]
      return (above - below) / (2 * step)
    }
  }

  /// A detector without memory.
  public mutating func observe(_ row: [Double]) {}
}
