/// The entries that wait to be final: bounded, first in first out, each once.
struct EntryPool: Sendable {
  private let capacity: (entries: Int, bytes: Int)
  /// In order of arrival; an entry that is no longer in `sources` is gone.
  private var queue: [Entry] = []
  private var sources: [Digest32: Int] = [:]
  private var used: [Int: (entries: Int, bytes: Int)] = [:]
  private var bytes = 0
  /// Leaves that became final lately: a straggler must not put them into the log again.
  private var recent: Set<Digest32> = []
  private var recentOrder: [Digest32] = []
  private var oldest = 0

  init(entries: Int, bytes: Int) { capacity = (entries, bytes) }

  var isEmpty: Bool { sources.isEmpty }
  var count: Int { sources.count }

  /// Takes entries in; gives those that were new, and how many found no room.
  ///
  /// Each of `shares` sources has an equal share of the room, so that no peer can fill it; source -1, this node, may
  /// use it all.
  mutating func add(_ entries: [Entry], source: Int, shares: Int) -> (new: [Entry], refused: Int) {
    var new: [Entry] = []
    var refused = 0
    let parts = source < 0 ? 1 : max(1, shares)
    let room = (entries: capacity.entries / parts, bytes: capacity.bytes / parts)
    for entry in entries where sources[entry.leaf] == nil && !recent.contains(entry.leaf) {
      let mine = used[source] ?? (0, 0)
      guard sources.count < capacity.entries, bytes + entry.bytes.count <= capacity.bytes, mine.entries < room.entries,
        mine.bytes + entry.bytes.count <= room.bytes
      else {
        refused += 1
        continue
      }
      sources[entry.leaf] = source
      used[source] = (mine.entries + 1, mine.bytes + entry.bytes.count)
      bytes += entry.bytes.count
      queue.append(entry)
      new.append(entry)
    }
    return (new, refused)
  }

  /// The oldest entries that fit and are not in `excluded`; `only` narrows the choice to one source.
  func select(entries: Int, bytes limit: Int, excluding excluded: Set<Digest32> = [], only: Int? = nil) -> [Entry] {
    var chosen: [Entry] = []
    var total = 0
    for entry in queue {
      guard let source = sources[entry.leaf], only == nil || source == only, !excluded.contains(entry.leaf) else {
        continue
      }
      guard chosen.count < entries, total + entry.bytes.count <= limit else { break }
      total += entry.bytes.count
      chosen.append(entry)
    }
    return chosen
  }

  /// Whether an entry outside `excluded` waits.
  func hasEntries(excluding excluded: Set<Digest32>) -> Bool {
    if sources.count > excluded.count { return true }
    return queue.contains { sources[$0.leaf] != nil && !excluded.contains($0.leaf) }
  }

  /// Forgets entries that became final.
  mutating func settle(_ entries: [Entry]) {
    for entry in entries {
      drop(entry)
      remember(entry.leaf)
    }
    if queue.count > 64 && queue.count > 2 * sources.count { queue.removeAll { sources[$0.leaf] == nil } }
  }

  /// Forgets the entries that `isStale` says.
  mutating func discard(where isStale: (Entry) -> Bool) {
    for entry in queue where sources[entry.leaf] != nil && isStale(entry) { drop(entry) }
    queue.removeAll { sources[$0.leaf] == nil }
  }

  private mutating func drop(_ entry: Entry) {
    guard let source = sources.removeValue(forKey: entry.leaf), let mine = used[source] else { return }
    used[source] = (mine.entries - 1, mine.bytes - entry.bytes.count)
    bytes -= entry.bytes.count
  }

  private mutating func remember(_ leaf: Digest32) {
    guard recent.insert(leaf).inserted else { return }
    let bound = max(1_024, capacity.entries)
    if recentOrder.count < bound {
      recentOrder.append(leaf)
    } else {
      recent.remove(recentOrder[oldest])
      recentOrder[oldest] = leaf
      oldest = (oldest + 1) % bound
    }
  }
}
