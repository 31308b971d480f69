/// The entries that wait to be final: bounded, first in first out, each once.
struct EntryPool: Sendable {
  private let capacity: (entries: Int, bytes: Int)
  /// In order of arrival; an entry that does not wait any more is gone.
  private var queue: [Entry] = []
  /// Who brought each entry that waits, by leaf; `settled` for one that became final lately: a straggler must not put
  /// it into the log again.
  private var sources: [Digest32: Int] = [:]
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
    for entry in entries where sources[entry.leaf] == nil {
      let size = entry.bytes.count
      guard count < capacity.entries, bytes + size <= capacity.bytes, mine.entries < room.entries,
        mine.bytes + size <= room.bytes
      else {
        refused += 1
        continue
      }
      sources[entry.leaf] = source
      mine = (mine.entries + 1, mine.bytes + size)
      count += 1
      bytes += size
      new.append(entry)
    }
    used[source] = mine
    queue += new
    return (new, refused)
  }

  /// Whether an entry became final lately.
  func isSettled(_ entry: Entry) -> Bool { sources[entry.leaf] == Self.settled }

  private func waits(_ entry: Entry) -> Bool { (sources[entry.leaf] ?? Self.settled) != Self.settled }

  /// The oldest entries that fit and are not in `excluded`; `only` narrows the choice to one source.
  func select(entries: Int, bytes limit: Int, excluding excluded: Set<Digest32> = [], only: Int? = nil) -> [Entry] {
    var chosen: [Entry] = []
    var total = 0
    for entry in queue {
      guard let source = sources[entry.leaf], source != Self.settled, only == nil || source == only,
        !excluded.contains(entry.leaf)
      else { continue }
      guard chosen.count < entries, total + entry.bytes.count <= limit else { break }
      total += entry.bytes.count
      chosen.append(entry)
    }
    return chosen
  }

  /// Whether an entry outside `excluded` waits.
  func hasEntries(excluding excluded: Set<Digest32>) -> Bool {
    if count > excluded.count { return true }
    return queue.contains { waits($0) && !excluded.contains($0.leaf) }
  }

  /// Forgets entries that became final.
  mutating func settle(_ entries: [Entry]) {
    for entry in entries {
      let source = sources.updateValue(Self.settled, forKey: entry.leaf)
      if source == Self.settled { continue }
      if let source { account(entry, of: source) }
      remember(entry.leaf)
    }
    if queue.count > 64 && queue.count > 2 * count { forgetGone() }
  }

  /// Forgets the entries that `isStale` says.
  mutating func discard(where isStale: (Entry) -> Bool) {
    for entry in queue where waits(entry) && isStale(entry) {
      if let source = sources.removeValue(forKey: entry.leaf) { account(entry, of: source) }
    }
    forgetGone()
  }

  /// Takes entries that do not wait any more out of the queue.
  private mutating func forgetGone() {
    queue.removeAll { [sources] in (sources[$0.leaf] ?? Self.settled) == Self.settled }
  }

  /// An entry does not wait any more.
  private mutating func account(_ entry: Entry, of source: Int) {
    used[source]?.entries -= 1
    used[source]?.bytes -= entry.bytes.count
    bytes -= entry.bytes.count
    count -= 1
  }

  private mutating func remember(_ leaf: Digest32) {
    let bound = max(1_024, capacity.entries)
    if recentOrder.count < bound {
      recentOrder.append(leaf)
    } else {
      sources[recentOrder[oldest]] = nil
      recentOrder[oldest] = leaf
      oldest = (oldest + 1) % bound
    }
  }
}
