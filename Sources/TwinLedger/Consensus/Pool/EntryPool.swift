/// The entries that wait to be final: bounded, first in first out, each once.
struct EntryPool: Sendable {
  /// An entry and who brought it.
  private struct Waiting {
    var entry: Entry
    var source: Int
  }

  private let capacity: (entries: Int, bytes: Int)
  /// In order of arrival; nil where an entry does not wait any more.
  private var queue: [Waiting?] = []
  /// The number of the first place in the queue; places are counted from the beginning.
  private var first = 0
  /// The number of each waiting entry's place, by leaf; `settled` for one that became final lately: a straggler must not
  /// put it into the log again. Most of the pool's time goes into look-ups here, so each step makes one.
  private var places: [Digest32: Int] = [:]
  private static let settled = Int.min
  private var used: [Int: (entries: Int, bytes: Int)] = [:]
  private var bytes = 0
  /// Leaves that became final lately, of which the oldest is forgotten first.
  private var recentOrder: [Digest32] = []
  private var oldest = 0

  init(entries: Int, bytes: Int) { capacity = (entries, bytes) }

  var isEmpty: Bool { count == 0 }
  /// How many entries wait.
  private(set) var count = 0

  /// Takes entries in; gives those that were new, and how many found no room.
  ///
  /// Each of `shares` sources has an equal share of the room, so that no peer can fill it; source -1, this node, may
  /// use it all.
  mutating func add(_ entries: [Entry], source: Int, shares: Int) -> (new: [Entry], refused: Int) {
    var new: [Entry] = []
    var refused = 0
    let parts = source < 0 ? 1 : max(1, shares)
    let room = (entries: capacity.entries / parts, bytes: capacity.bytes / parts)
    var mine = used[source] ?? (0, 0)
    for entry in entries {
      let size = entry.bytes.count
      guard count < capacity.entries, bytes + size <= capacity.bytes, mine.entries < room.entries,
        mine.bytes + size <= room.bytes
      else {
        if places[entry.leaf] == nil { refused += 1 }
        continue
      }
      if let known = places.updateValue(first + queue.count, forKey: entry.leaf) {
        places[entry.leaf] = known
        continue
      }
      mine = (mine.entries + 1, mine.bytes + size)
      count += 1
      bytes += size
      queue.append(Waiting(entry: entry, source: source))
      new.append(entry)
    }
    used[source] = mine
    return (new, refused)
  }

  /// Whether an entry became final lately.
  func isSettled(_ entry: Entry) -> Bool { places[entry.leaf] == Self.settled }

  /// The oldest entries that fit and are not in `excluded`; `only` narrows the choice to one source.
  func select(entries: Int, bytes limit: Int, excluding excluded: Set<Digest32> = [], only: Int? = nil) -> [Entry] {
    var chosen: [Entry] = []
    var total = 0
    for case let waiting? in queue {
      let entry = waiting.entry
      guard only == nil || waiting.source == only, excluded.isEmpty || !excluded.contains(entry.leaf) else { continue }
      guard chosen.count < entries, total + entry.bytes.count <= limit else { break }
      total += entry.bytes.count
      chosen.append(entry)
    }
    return chosen
  }

  /// Forgets entries that became final.
  mutating func settle(_ entries: [Entry]) {
    for entry in entries {
      let place = places.updateValue(Self.settled, forKey: entry.leaf)
      if place == Self.settled { continue }
      if let place { forget(place) }
      remember(entry.leaf)
    }
    closeGaps()
  }

  /// Discards the entries that `isStale` says.
  mutating func discard(where isStale: (Entry) -> Bool) {
    for index in queue.indices {
      guard let entry = queue[index]?.entry, isStale(entry) else { continue }
      places[entry.leaf] = nil
      forget(first + index)
    }
    closeGaps()
  }

  /// The entry at a place does not wait any more.
  private mutating func forget(_ place: Int) {
    guard let waiting = queue[place - first] else { return }
    let size = waiting.entry.bytes.count
    used[waiting.source]?.entries -= 1
    used[waiting.source]?.bytes -= size
    bytes -= size
    count -= 1
    queue[place - first] = nil
  }

  /// Takes places of entries that do not wait any more out of the queue: those at its beginning, and all others once they
  /// are more than those that wait.
  private mutating func closeGaps() {
    guard queue.count > 64, queue.count > 2 * count else { return }
    let gone = queue.prefix { $0 == nil }.count
    queue.removeFirst(gone)
    first += gone
    guard queue.count > 2 * count else { return }
    queue.removeAll { $0 == nil }
    for (index, waiting) in queue.enumerated() {
      if let waiting { places[waiting.entry.leaf] = first + index }
    }
  }

  private mutating func remember(_ leaf: Digest32) {
    let bound = max(1_024, capacity.entries)
    if recentOrder.count < bound {
      recentOrder.append(leaf)
    } else {
      places[recentOrder[oldest]] = nil
      recentOrder[oldest] = leaf
      oldest = (oldest + 1) % bound
    }
  }
}
