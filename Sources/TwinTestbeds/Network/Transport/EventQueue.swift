/// What happens next in a network, earliest first; what happens at the same time, in the order in which it was entered.
struct EventQueue: Sendable {
  /// One event of one message.
  struct Event: Sendable {
    var time: Double
    var order: UInt64
    var slot: Int32
    var stage: Stage
  }

  /// What happens to a message.
  enum Stage: UInt8, Sendable {
    /// It is sent at a node.
    case departure
    /// Somebody who sits on the next hop looks at it.
    case interception
    /// It is put on the next hop, having been looked at.
    case release
    /// It comes to the end of a hop.
    case arrival
    /// Its destination has handled it.
    case delivery
  }

  /// A binary heap.
  private var events: [Event] = []
  private var entered: UInt64 = 0

  var count: Int { events.count }

  /// The time of the earliest event; infinite when there is none.
  var nextTime: Double { events.first?.time ?? .infinity }

  mutating func insert(_ stage: Stage, of slot: Int, at time: Double) {
    let event = Event(time: time, order: entered, slot: Int32(truncatingIfNeeded: slot), stage: stage)
    entered += 1
    var hole = events.count
    events.append(event)
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard Self.isEarlier(event, events[parent]) else { break }
      events[hole] = events[parent]
      hole = parent
    }
    events[hole] = event
  }

  /// Takes the earliest event; there must be one.
  mutating func removeFirst() -> Event {
    let first = events[0]
    let last = events.removeLast()
    let count = events.count
    guard count > 0 else { return first }
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < count else { break }
      if child + 1 < count && Self.isEarlier(events[child + 1], events[child]) { child += 1 }
      guard Self.isEarlier(events[child], last) else { break }
      events[hole] = events[child]
      hole = child
    }
    events[hole] = last
    return first
  }

  private static func isEarlier(_ left: Event, _ right: Event) -> Bool {
    left.time < right.time || (left.time == right.time && left.order < right.order)
  }
}
