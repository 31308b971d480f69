internal import TwinModel

/// Who moves whom: for each tag, the tags that a declared loop measures in order to move it.
///
/// A lie of a measured tag moves its loop's actuators and, in a cascade, what the inner loop measures; so these are its
/// symptoms, and it is their cause.
struct ControlGraph: Sendable {
  /// Shape `[tag]`: indices of the tags that are measured to move it, in site order.
  let causes: [[Int]]

  init(tags: [String], site: Site?) {
    var places: [String: Int] = [:]
    for (index, tag) in tags.enumerated() { places[tag] = index }
    var causes = [[Int]](repeating: [], count: tags.count)
    func add(_ cause: String, of effect: String) {
      guard let cause = places[cause], let effect = places[effect], cause != effect else { return }
      if !causes[effect].contains(cause) { causes[effect].append(cause) }
    }
    let loops = site?.loops ?? []
    for loop in loops {
      var effects: [String] = []
      var inner = loop
      // A cascade of more loops than there are is a circle.
      for _ in loops.indices {
        guard case .cascade(let id) = inner.output, let next = loops.first(where: { $0.id == id }) else { break }
        effects += next.measured.prefix(1)
        inner = next
      }
      if case .actuators(let actuators) = inner.output { effects += actuators }
      for effect in effects { for cause in loop.measured { add(cause, of: effect) } }
    }
    for rule in site?.rules ?? [] { add(rule.level, of: rule.actuator) }
    self.causes = causes
  }

  /// The tags from which a chain of loops leads to a tag, nearest first; bounded by the number of tags.
  func chain(to tag: Int) -> [Int] {
    var found: [Int] = []
    var front = [tag]
    while !front.isEmpty {
      var next: [Int] = []
      for effect in front {
        for cause in causes[effect] where cause != tag && !found.contains(cause) {
          found.append(cause)
          next.append(cause)
        }
      }
      front = next
    }
    return found
  }
}
