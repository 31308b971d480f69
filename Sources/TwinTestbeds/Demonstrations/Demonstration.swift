/// What a newcomer sees first: the water cell in normal operation, and the same cell under two attacks.
///
/// One seed decides both recordings; the second is another period of the same plant.
public struct Demonstration: Sendable {
  /// The seed of everything.
  public let seed: UInt64
  /// Days of the normal recording.
  public let normalDays: Double
  /// Seconds between two rows of both recordings.
  public let rowPeriod: Double
  /// Days of the test recording.
  public static let testDays = 2.0

  /// Creates a demonstration.
  public init(seed: UInt64 = 7, normalDays: Double = 7, rowPeriod: Double = 30) {
    self.seed = seed
    self.normalDays = normalDays
    self.rowPeriod = rowPeriod
  }

  /// Normal operation, without label columns.
  public var normal: WaterCell.Recording {
    WaterCell.recording(
      seed: seed, hours: normalDays * 24, rowPeriod: rowPeriod, series: "normal", isLabelled: false)
  }

  /// Normal operation with two attacks, labelled: T101 is flooded behind a mask in the first day, and LIT101 lies in the
  /// second.
  public var test: WaterCell.Recording {
    WaterCell.recording(
      seed: seed &+ 1, hours: Self.testDays * 24, attacks: attacks, rowPeriod: rowPeriod, series: "test")
  }

  private var attacks: [any Attack] {
    do {
      return [
        try WaterCell.flood(start: 10.5 * 3600, seed: seed),
        try WaterCell.falseLevel(start: 33 * 3600, seed: seed),
      ]
    } catch {
      preconditionFailure("the water cell has the tags that its own attacks aim at: \(error)")
    }
  }
}
