/// The timers that nodes have set: the stamp of the event that each waits for.
struct TimerTable {
  private struct Timer {
    var number: UInt64
    var stamp: UInt32
  }

  private var timers: [[Timer]]

  init(nodeCount: Int) { timers = Array(repeating: [], count: nodeCount) }

  mutating func set(_ number: UInt64, of node: Int, stamp: UInt32) {
    if let same = timers[node].firstIndex(where: { $0.number == number }) {
      timers[node][same].stamp = stamp
    } else {
      timers[node].append(Timer(number: number, stamp: stamp))
    }
  }

  mutating func cancel(_ number: UInt64, of node: Int) {
    timers[node].removeAll { $0.number == number }
  }

  mutating func cancelAll(of node: Int) { timers[node].removeAll(keepingCapacity: true) }

  /// The number of the timer that waits for this event, and no longer; nil when it was set anew or cancelled.
  mutating func fire(stamp: UInt32, of node: Int) -> UInt64? {
    guard let place = timers[node].firstIndex(where: { $0.stamp == stamp }) else { return nil }
    return timers[node].remove(at: place).number
  }
}
