public import TwinModel

/// Which tags, assets and zones of a plant feel each other: the graph along which evidence is merged and causes are
/// followed.
///
/// A tag stands where its asset stands. An edge joins an asset to those that share a loop, balance, relation or rule with
/// it, to the controller of its loops, and to the machines through which its values pass; or, where no site says more, two tags that normal operation ties to each other.
/// A distance counts steps between assets: 0 within one, 1 to those that share a law with it. No way leads through a
/// controller or another machine: what shares only that does not feel each other.
///
/// A value: built once, asked often. Cost of a question: one table lookup.
public struct ProcessGraph: Sendable {
  /// Names of the places: asset ids, and names of tags that have no asset; sorted.
  public let places: [String]
  /// Shape `[place]`: the zone of an asset; `nil` where unknown.
  public let zones: [String?]
  /// Shape `[place]`: neighbouring places, sorted.
  public let neighbours: [[Int]]
  /// Shape `[place]`: how much the plant depends on an asset; medium where nobody says.
  public let criticality: [Asset.Criticality]

  /// Whether there is no site file, so that all that is known of ways through the plant was learned: then
  /// all tags that are tied together, directly or through others, are at most two steps from each other.
  public let declaresNothing: Bool

  private let placeOfName: [String: Int]
  private let placeOfTag: [String: Int]
  /// Shape `[place, place]`: steps; `UInt8.max` where there is no way.
  private let steps: [UInt8]

  /// Most places that a graph holds; further ones are unknown to it.
  public static let placeLimit = 2048

  /// Builds the graph of a plant.
  ///
  /// - Parameter site: what the owner declares; `nil` for nothing.
  /// - Parameter tags: tags of the stream, for those that the site does not name.
  /// - Parameter devices: machines on the network with the tags that pass through them: stations, PLCs, gateways, servers.
  /// - Parameter learned: pairs of tags that normal operation ties together; used for tags that stand in no declared law.
  public init(
    site: Site?, tags: [String] = [], devices: [(name: String, tags: [String])] = [], learned: [(String, String)] = []
  ) {
    var placeOfTag: [String: String] = [:]
    for tag in site?.tags ?? [] { placeOfTag[tag.name] = tag.asset ?? tag.name }
    for tag in tags where placeOfTag[tag] == nil { placeOfTag[tag] = tag }
    var names = Set(placeOfTag.values)
    names.formUnion(site?.assets.map(\.id) ?? [])
    names.formUnion(devices.map(\.name))
    let places = Array(names.sorted().prefix(Self.placeLimit))
    let index = Dictionary(places.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.places = places
    placeOfName = index
    self.placeOfTag = placeOfTag.compactMapValues { index[$0] }
    let assetZones = Dictionary(
      (site?.assets ?? []).compactMap { asset in asset.zone.map { (asset.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    zones = places.map { assetZones[$0] }
    let assets = Dictionary((site?.assets ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    criticality = places.map { assets[$0]?.criticality ?? .medium }
    let tagPlaces = self.placeOfTag
    let placeOf = { (name: String) in tagPlaces[name] ?? index[name] }
    let laws = Self.laws(of: site).map { Set($0.compactMap(placeOf)) }.filter { $0.count > 1 }
    let undeclared = Self.undeclared(
      learned.compactMap { one, other in
        placeOf(one).flatMap { one in placeOf(other).map { (one, $0) } }
      }, laws)
    neighbours = Self.neighbours(
      count: places.count, laws: laws, controllers: Self.controllers(of: site) + devices.map { ($0.name, $0.tags) },
      learned: undeclared, place: placeOf)
    let controllers = Set(
      (site?.loops.map(\.controller) ?? []).compactMap { index[$0] } + devices.compactMap { index[$0.name] })
    var steps = Self.allSteps(neighbours, closed: controllers)
    declaresNothing = site == nil
    if declaresNothing {
      for group in Self.groups(of: undeclared) {
        for (one, other) in group.flatMap({ one in group.map { (one, $0) } }) where one != other {
          let index = one * places.count + other
          steps[index] = min(steps[index], 2)
        }
      }
    }
    self.steps = steps
  }

  /// The place of a tag or an asset; `nil` where the graph does not know it.
  public func place(tag: String?, asset: String?) -> Int? {
    if let tag, let place = placeOfTag[tag] { return place }
    return asset.flatMap { placeOfName[$0] }
  }

  /// Steps from one place to another; `nil` where there is no way.
  public func distance(_ one: Int, _ other: Int) -> Int? {
    let found = steps[one * places.count + other]
    return found == .max ? nil : Int(found)
  }

  /// Places within so many steps, itself included, sorted.
  public func places(within reach: Int, of place: Int) -> [Int] {
    places.indices.filter { steps[place * places.count + $0] <= UInt8(clamping: min(reach, 254)) }
  }

  /// Names that a declared law ties together, law by law.
  private static func laws(of site: Site?) -> [[String]] {
    guard let site else { return [] }
    var laws: [[String]] = site.balances.map { $0.storage.map(\.tag) + $0.inflow + $0.outflow + $0.follows }
    laws += site.relations.map { [$0.tag] + $0.from + ($0.runsWith.map { [$0] } ?? []) }
    laws += site.rules.map { [$0.actuator, $0.level] }
    for loop in site.loops {
      var names = loop.measured
      switch loop.output {
      case .actuators(let actuators): names += actuators
      case .cascade(let id): names += site.loop(id: id)?.measured ?? []
      }
      laws.append(names)
    }
    return laws
  }

  /// Controllers with what they read and move.
  private static func controllers(of site: Site?) -> [(String, [String])] {
    (site?.loops ?? []).map { loop in
      if case .actuators(let actuators) = loop.output { return (loop.controller, loop.measured + actuators) }
      return (loop.controller, loop.measured)
    }
  }

  private static func neighbours(
    count: Int, laws: [Set<Int>], controllers: [(String, [String])], learned: [(Int, Int)], place: (String) -> Int?
  ) -> [[Int]] {
    var sets = [Set<Int>](repeating: [], count: count)
    for (controller, names) in controllers {
      guard let controller = place(controller) else { continue }
      for other in names.compactMap(place) {
        sets[controller].insert(other)
        sets[other].insert(controller)
      }
    }
    for law in laws { for member in law { sets[member].formUnion(law) } }
    for (one, other) in learned {
      sets[one].insert(other)
      sets[other].insert(one)
    }
    return sets.enumerated().map { place, members in members.subtracting([place]).sorted() }
  }

  /// Pairs of which at least one place stands in no declared law.
  private static func undeclared(_ learned: [(Int, Int)], _ laws: [Set<Int>]) -> [(Int, Int)] {
    let declared = laws.reduce(into: Set<Int>()) { $0.formUnion($1) }
    return learned.filter { !declared.contains($0.0) || !declared.contains($0.1) }
  }

  /// Places that pairs tie together, directly or through others, each group sorted.
  private static func groups(of pairs: [(Int, Int)]) -> [[Int]] {
    var root: [Int: Int] = [:]
    func top(_ place: Int) -> Int {
      var place = place
      while let above = root[place] { place = above }
      return place
    }
    for (one, other) in pairs {
      let (first, second) = (top(one), top(other))
      if first != second { root[max(first, second)] = min(first, second) }
    }
    let members = Set(pairs.flatMap { [$0.0, $0.1] }).sorted()
    return Dictionary(grouping: members, by: top).sorted { $0.key < $1.key }.map(\.value)
  }

  /// Breadth first from every place, never onwards from a closed one.
  private static func allSteps(_ neighbours: [[Int]], closed: Set<Int>) -> [UInt8] {
    let count = neighbours.count
    var steps = [UInt8](repeating: .max, count: count * count)
    for start in 0..<count {
      var front = [start]
      steps[start * count + start] = 0
      var distance: UInt8 = 0
      while !front.isEmpty && distance < 254 {
        distance += 1
        var next: [Int] = []
        for place in front where place == start || !closed.contains(place) {
          for other in neighbours[place] where steps[start * count + other] == .max {
            steps[start * count + other] = distance
            next.append(other)
          }
        }
        front = next
      }
    }
    return steps
  }
}
