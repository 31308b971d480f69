/// Gives names places, in the order in which they come, up to a bound.
struct Roster: Sendable {
  private(set) var names: [String] = []
  private var places: [String: Int32] = [:]
  /// Most names.
  let limit: Int
  /// Most bytes of a name; there is no room for longer ones.
  static let lengthLimit = 512

  init(_ names: [String] = [], limit: Int) {
    self.limit = limit
    for name in names { _ = place(adding: name) }
  }

  var count: Int { names.count }

  /// The place of a name; `nil` when it has none.
  func place(of name: String) -> Int32? { places[name] }

  /// The place of a name, a new one if need be; `nil` when the roster is full.
  mutating func place(adding name: String) -> Int32? {
    if let place = places[name] { return place }
    guard names.count < limit, name.utf8.count <= Self.lengthLimit else { return nil }
    let place = Int32(names.count)
    names.append(name)
    places[name] = place
    return place
  }
}
