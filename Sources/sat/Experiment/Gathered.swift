internal import Synchronization

/// Results that threads put in their places.
final class Gathered<Element: Sendable>: Sendable {
  private let places: Mutex<[Element?]>

  init(count: Int) { places = Mutex([Element?](repeating: nil, count: count)) }

  func set(_ element: Element, at index: Int) { places.withLock { $0[index] = element } }

  /// In order.
  var all: [Element] { places.withLock { $0.compactMap(\.self) } }
}
