/// The time that belongs to one event, and the two individual figures within it.
struct AffiliationZone: Sendable, Equatable {
  /// An interval of time in rows.
  struct Interval: Sendable, Equatable {
    var start: Double
    var end: Double
    var length: Double { end - start }
  }

  let start: Double
  let end: Double
  let event: Interval

  private var length: Double { end - start }

  /// The zone of `runs[index]`: up to half-way to its neighbours, within its stretch.
  init(event index: Int, of runs: [Range<Int>], in stretch: Range<Int>) {
    let run = runs[index]
    event = Interval(start: Double(run.lowerBound), end: Double(run.upperBound))
    if index > 0 && runs[index - 1].lowerBound >= stretch.lowerBound {
      start = (Double(runs[index - 1].upperBound) + event.start) / 2
    } else {
      start = Double(stretch.lowerBound)
    }
    if index + 1 < runs.count && runs[index + 1].lowerBound < stretch.upperBound {
      end = (event.end + Double(runs[index + 1].lowerBound)) / 2
    } else {
      end = Double(stretch.upperBound)
    }
  }

  /// The parts of the alarms that lie in the zone, in order.
  func clip(_ alarms: ArraySlice<Range<Int>>) -> [Interval] {
    var result: [Interval] = []
    for alarm in alarms {
      guard Double(alarm.lowerBound) < end else { break }
      let part = Interval(start: max(start, Double(alarm.lowerBound)), end: min(end, Double(alarm.upperBound)))
      if part.length > 0 { result.append(part) }
    }
    return result
  }

  /// Mean over the alarmed time of the chance that a random instant of the zone lies at least as far from the event.
  func precision(of alarms: [Interval]) -> Double {
    let shorter = min(event.start - start, end - event.end)
    func outside(_ near: Double, _ far: Double) -> Double {
      guard far > near else { return 0 }
      let capped = (min(far, shorter) * min(far, shorter) - min(near, shorter) * min(near, shorter)) / 2
      let beyond = shorter * (max(far, shorter) - max(near, shorter))
      let whole = (far * far - near * near) / 2
      return far - near - (event.length * (far - near) + capped + beyond + whole) / length
    }
    var sum = 0.0
    for alarm in alarms {
      sum += max(0, min(alarm.end, event.end) - max(alarm.start, event.start))
      sum += outside(max(0, event.start - alarm.end), event.start - alarm.start)
      sum += outside(max(0, alarm.start - event.end), alarm.end - event.end)
    }
    return sum / alarms.reduce(0) { $0 + $1.length }
  }

  /// Mean over the event of the chance that a random instant of the zone lies at least as far as the nearest alarm.
  func recall(of alarms: [Interval]) -> Double {
    var sum = 0.0
    for (index, alarm) in alarms.enumerated() {
      let from = index == 0 ? start : (alarms[index - 1].end + alarm.start) / 2
      let to = index == alarms.count - 1 ? end : (alarm.end + alarms[index + 1].start) / 2
      let part = Interval(start: max(from, event.start), end: min(to, event.end))
      guard part.length > 0 else { continue }
      sum += max(0, min(part.end, alarm.end) - max(part.start, alarm.start))
      sum += integral(from: part.start, to: min(part.end, alarm.start), alarm: alarm.start)
      sum += integral(from: max(part.start, alarm.end), to: part.end, alarm: alarm.end)
    }
    return sum / event.length
  }

  /// Integral of that chance over instants on one side of the nearest alarm's edge; the integrand is linear on either
  /// side of the point that is as far from the edge as from the zone's border.
  private func integral(from low: Double, to high: Double, alarm edge: Double) -> Double {
    guard high > low else { return 0 }
    let bend = ((high <= edge ? start : end) + edge) / 2
    let middle = min(max(bend, low), high)
    func piece(_ a: Double, _ b: Double) -> Double {
      let instant = (a + b) / 2
      let distance = abs(instant - edge)
      return (b - a) * (1 - (min(distance, instant - start) + min(distance, end - instant)) / length)
    }
    return piece(low, middle) + piece(middle, high)
  }
}
