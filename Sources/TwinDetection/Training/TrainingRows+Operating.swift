internal import TwinModel

extension TrainingRows {
  /// The plant's clock of every stretch, in seconds: as the source states it, else counted in rows.
  func seconds(period: Double?) -> [[Double]] {
    stretches.map { stretch in
      zip(stretch.times, stretch.sequences).map { time, sequence in
        PlantClock.seconds(time: time, sequence: sequence, period: period)
      }
    }
  }
}

/// How the plant's clock follows from what a row says.
enum PlantClock {
  /// The source's time where it states one, else position times period; `NaN` when neither is known.
  static func seconds(time: Double, sequence: Int, period: Double?) -> Double {
    time.isNaN ? Double(sequence) * (period ?? .nan) : time
  }
}

extension SourceTime {
  /// Seconds since the Unix epoch.
  var secondsSinceEpoch: Double { Double(nanoseconds) / 1e9 }
}
