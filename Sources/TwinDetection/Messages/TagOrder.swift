/// Finds out in which flows a tag's values appear first, and where they are passed on from there.
///
/// A value that changed in one flow and had been said in another flow's last messages speaks for that other one lying
/// upstream; one that had not been said there speaks against it. A flow is upstream of a tag when nearly every change had
/// been said there before; of several, the one that is heard first.
struct TagOrder: Sendable {
  /// Most flows that are compared for one tag.
  private static let candidates = 8
  /// Changes from which on a tag's own order is believed, and the changes of all tags that two flows share.
  private static let enough = (own: 8, shared: 40)
  /// Largest share of changes that were not said before.
  private static let tolerance = 0.002
  private static let depth = ContradictionWatch.depth

  private struct Place: Sendable {
    var flow: Int
    var index: Int
    var tag: Int
    /// Which of the tag's places it is.
    var rank: Int
    var last: UInt64 = 0
    var changes = 0
    var variety = Variety()
  }
  private var places: [Place] = []
  /// Shape `[place, depth]`.
  private var recent: [UInt64] = []
  /// Shape `[place, candidates]`: changes that had been said there.
  private var hits: [Int32] = []
  /// Shape `[flow]`: its places.
  private var ranges: [Range<Int>] = []
  /// Shape `[flow]`.
  private var messages: [Int] = []
  /// Shape `[tag, …]`.
  private var placesOfTag: [[Int]] = []

  func knows(flow: Int) -> Bool { flow < ranges.count && !ranges[flow].isEmpty }
  func places(ofFlow flow: Int) -> Range<Int> { flow < ranges.count ? ranges[flow] : 0..<0 }
  func place(flow: Int, index: Int) -> Int { ranges[flow].lowerBound + index }
  func tags(ofFlow flow: Int) -> [Int] { places(ofFlow: flow).map { places[$0].tag } }
  func varies(_ place: Int) -> Bool { places[place].variety.isEnough }

  /// - Parameter tags: the places of the tags' names; needed the first time.
  mutating func add(_ values: [Double], flow: Int, tags: [Int]) {
    if !knows(flow: flow) { open(flow, tags) }
    guard values.count == ranges[flow].count else { return }
    let slot = messages[flow] % Self.depth
    messages[flow] += 1
    for (value, place) in zip(values, ranges[flow]) {
      let bits = value.bitPattern
      if bits != places[place].last && !value.isNaN {
        if messages[flow] > Self.depth { compare(bits, place) }
        places[place].variety.add(bits)
      }
      places[place].last = bits
      recent[place * Self.depth + slot] = bits
    }
  }

  private mutating func compare(_ bits: UInt64, _ place: Int) {
    places[place].changes += 1
    for (rank, other) in placesOfTag[places[place].tag].enumerated() where other != place {
      let first = other * Self.depth
      let wasSaid =
        recent[first] == bits || recent[first + 1] == bits || recent[first + 2] == bits || recent[first + 3] == bits
      if wasSaid { hits[place * Self.candidates + rank] += 1 }
    }
  }

  private mutating func open(_ flow: Int, _ tags: [Int]) {
    while ranges.count <= flow {
      ranges.append(0..<0)
      messages.append(0)
    }
    let first = places.count
    for (index, tag) in tags.enumerated() {
      while placesOfTag.count <= tag { placesOfTag.append([]) }
      let rank = placesOfTag[tag].count
      if rank < Self.candidates { placesOfTag[tag].append(places.count) }
      places.append(Place(flow: flow, index: index, tag: tag, rank: rank))
    }
    ranges[flow] = first..<places.count
    recent += [UInt64](repeating: 0, count: tags.count * Self.depth)
    hits += [Int32](repeating: 0, count: tags.count * Self.candidates)
  }

  /// Shape `[place]`: where each value comes from; `nil` where it is said first.
  func upstream() -> [(flow: Int, index: Int)?] {
    let own = places.indices.map { ownUpstream($0) }
    var shared: [UInt64: (changes: Int, hits: Int)] = [:]
    for place in places.indices {
      for (rank, other) in placesOfTag[places[place].tag].enumerated() where other != place {
        let pair = Self.pair(places[place].flow, places[other].flow)
        shared[pair, default: (0, 0)].changes += places[place].changes
        shared[pair, default: (0, 0)].hits += Int(hits[place * Self.candidates + rank])
      }
    }
    return places.indices.map { place in
      if let source = own[place] { return (places[source].flow, places[source].index) }
      guard places[place].changes < Self.enough.own else { return nil }
      // Too quiet to judge by itself: as the other tags that these two flows share.
      let source = placesOfTag[places[place].tag].first { other in
        guard other != place, let all = shared[Self.pair(places[place].flow, places[other].flow)] else { return false }
        return all.changes >= Self.enough.shared && Self.isNearlyAll(all.hits, of: all.changes)
      }
      return source.map { (places[$0].flow, places[$0].index) }
    }
  }

  private static func pair(_ flow: Int, _ other: Int) -> UInt64 { UInt64(flow) << 32 | UInt64(other) }

  private static func isNearlyAll(_ hits: Int, of changes: Int) -> Bool {
    Double(changes - hits) <= tolerance * Double(changes)
  }

  private func ownUpstream(_ place: Int) -> Int? {
    guard places[place].changes >= Self.enough.own else { return nil }
    for (rank, other) in placesOfTag[places[place].tag].enumerated() where other != place {
      if Self.isNearlyAll(Int(hits[place * Self.candidates + rank]), of: places[place].changes) { return other }
    }
    return nil
  }
}
