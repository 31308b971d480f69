#if canImport(Glibc)
  import Glibc
#endif

extension MessageBaseline {
  /// Natural logarithm of each detector's share of a budget, in clusters a minute: the budget of all, divided evenly.
  static func logBudget(falseAlarmsPerDay: Double) -> Double {
    min(-1e-9, log(max(falseAlarmsPerDay, 1e-12) / 1440 / Double(MessageDetector.count)))
  }

  /// A statistic in multiples of the alarm threshold: the ratio of the logarithms of its rate and of the budget.
  func strength(of statistic: Double, by detector: MessageDetector) -> Double {
    tails[detector.place].logRate(reaching: statistic) / logBudget
  }
}

extension MessageBaseline {
  /// A line for each detector: where its tail begins, how wide it is, and which statistic is an alarm.
  public var tailLines: [String] {
    MessageDetector.allCases.map { detector in
      let tail = tails[detector.place]
      let alarm = tail.start + tail.scale * max(0, log(tail.ratePerMinute) - logBudget)
      func text(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
      return "\(detector.rawValue): starts at \(text(tail.start)), scale \(text(tail.scale)), "
        + "\(text(tail.ratePerMinute * 1440)) a day, alarm from \(text(alarm))"
    }
  }
}
