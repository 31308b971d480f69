internal import TwinModel

/// Who moves whom: for each tag, the tags that a declared loop measures in order to move it, and the actuators of its asset.
///
/// A lie of a measured tag moves its loop's actuators and, in a cascade, what the inner loop measures; an actuator moves
/// what else its asset measures. So these are symptoms, and the measured tag is their cause.
struct ControlGraph: Sendable {
  /// Shape `[tag]`: indices of the tags that are measured to move it, in site order.
  let causes: [[Int]]
  /// Shape `[tag]`: whether a loop or rule moves it; what is moved so is no cause of its own.
  let isActuator: [Bool]

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
    var actuators = [Bool](repeating: false, count: tags.count)
    for loop in loops {
      guard case .actuators(let names) = loop.output else { continue }
      for name in names { if let place = places[name] { actuators[place] = true } }
    }
    for rule in site?.rules ?? [] { if let place = places[rule.actuator] { actuators[place] = true } }
    for (asset, members) in Self.assets(of: site, places) where !asset.isEmpty {
      for actuator in members where actuators[actuator] {
        for tag in members where !actuators[tag] && !causes[actuator].contains(tag) { causes[tag].append(actuator) }
      }
    }
    self.causes = causes
    isActuator = actuators
  }

  /// The tags of each asset, in site order.
  private static func assets(of site: Site?, _ places: [String: Int]) -> [(asset: String, members: [Int])] {
    var found: [(asset: String, members: [Int])] = []
    for tag in site?.tags ?? [] {
      guard let asset = tag.asset, let place = places[tag.name] else { continue }
      if let index = found.firstIndex(where: { $0.asset == asset }) {
        found[index].members.append(place)
      } else {
        found.append((asset, [place]))
      }
    }
    return found
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
