import TwinModel

/// How well the plant measures: standard deviations and steps of its instruments.
enum Instruments {
  static let voltageDeviation = 0.002
  static let voltageQuantum = 0.0005
  /// Of a power reading, per 100 MVA of base.
  static let powerDeviation = 0.5
  static let powerQuantum = 0.1
  static let loadingDeviation = 0.5
  static let loadingQuantum = 0.1
  static let phasorMagnitudeDeviation = 0.0005
  static let phasorMagnitudeQuantum = 0.0001
  /// Degrees.
  static let phasorAngleDeviation = 0.02
  static let phasorAngleQuantum = 0.001
  static let frequencyDeviation = 0.001
  static let frequencyQuantum = 0.001
  static let feederVoltageDeviation = 0.001
  static let feederDeviation = 0.01
  static let feederQuantum = 0.005
  static let sunDeviation = 5.0

  /// A value as an instrument reports it.
  static func read(
    _ value: Double, deviation: Double, quantum: Double, using random: inout SeededGenerator
  ) -> Double {
    ((value + deviation * random.normal()) / quantum).rounded() * quantum
  }

  /// Standard deviation of a reading, its rounding included.
  static func total(_ deviation: Double, _ quantum: Double) -> Double {
    (deviation * deviation + quantum * quantum / 12).squareRoot()
  }
}
