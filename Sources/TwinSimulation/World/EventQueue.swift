/// What happens next in a world, and where its payload lies.
struct ScheduledEvent {
  enum Kind: UInt8 {
    case delivery
    case timer
    case disk
    case fault
    case restart
  }

  /// Nanoseconds since the world began.
  var time: Int64
  /// Decides between events of one instant: the order in which they were scheduled.
  var order: UInt64
  /// A message's place, a timer's or disk operation's stamp, or a fault's index.
  var payload: UInt32
  var node: UInt16
  /// The sender of a message; `outside` for one from outside the world.
  var peer: UInt16
  var kind: Kind

  static let outside = UInt16.max

  func isBefore(_ other: Self) -> Bool {
    time != other.time ? time < other.time : order < other.order
  }
}

/// A heap with four children a node: the earliest event first, ties in the order of scheduling.
struct EventQueue {
  private var heap: [ScheduledEvent] = []
  private var scheduledCount: UInt64 = 0

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  var nextTime: Int64? { heap.first?.time }

  mutating func schedule(
    _ kind: ScheduledEvent.Kind, at time: Int64, node: Int, peer: UInt16 = ScheduledEvent.outside, payload: UInt32
  ) {
    let event = ScheduledEvent(
      time: time, order: scheduledCount, payload: payload, node: UInt16(truncatingIfNeeded: node), peer: peer,
      kind: kind)
    scheduledCount += 1
    heap.append(event)
    heap.withUnsafeMutableBufferPointer { heap in
      var child = heap.count - 1
      while child > 0 {
        let parent = (child - 1) >> 2
        guard event.isBefore(heap[parent]) else { break }
        heap[child] = heap[parent]
        child = parent
      }
      heap[child] = event
    }
  }

  mutating func popEarliest() -> ScheduledEvent? {
    guard let earliest = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return earliest }
    heap.withUnsafeMutableBufferPointer { heap in
      var parent = 0
      while true {
        let first = parent << 2 + 1
        guard first < heap.count else { break }
        var least = first
        for child in first + 1..<max(first + 1, min(first + 4, heap.count)) where heap[child].isBefore(heap[least]) {
          least = child
        }
        guard heap[least].isBefore(last) else { break }
        heap[parent] = heap[least]
        parent = least
      }
      heap[parent] = last
    }
    return earliest
  }
}
