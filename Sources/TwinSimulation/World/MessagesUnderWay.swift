/// Messages that will still arrive somewhere, each kept once however many arrivals it has.
struct MessagesUnderWay<Message: SimulatedMessage> {
  private struct Place {
    var message: Message?
    var digest: UInt64
    var arrivals: Int
  }

  private var places: [Place] = []
  private var free: [UInt32] = []

  mutating func put(_ message: Message, digest: UInt64) -> UInt32 {
    let place = Place(message: message, digest: digest, arrivals: 0)
    if let index = free.popLast() {
      places[Int(index)] = place
      return index
    }
    places.append(place)
    return UInt32(places.count - 1)
  }

  mutating func addArrival(_ index: UInt32) { places[Int(index)].arrivals += 1 }

  /// Frees the place when no arrival is left.
  mutating func settle(_ index: UInt32) {
    guard places[Int(index)].arrivals == 0 else { return }
    places[Int(index)].message = nil
    free.append(index)
  }

  mutating func take(_ index: UInt32) -> (message: Message, digest: UInt64)? {
    guard let message = places[Int(index)].message else { return nil }
    let digest = places[Int(index)].digest
    places[Int(index)].arrivals -= 1
    settle(index)
    return (message, digest)
  }
}
