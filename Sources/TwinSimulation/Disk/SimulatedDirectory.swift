/// The names of all files, each pointing to a file: as the node sees them, and as a crash would leave them.
struct SimulatedDirectory: Sendable {
  /// One step that reaches the medium wholly or not at all.
  enum Change: Sendable {
    case link(name: String, file: Int)
    case rename(from: String, to: String, file: Int)
    case unlink(name: String)

    /// The folders that must be synced for the change to be durable.
    func touches(_ folder: String) -> Bool {
      switch self {
      case .link(let name, _), .unlink(let name): SimulatedDirectory.folder(of: name) == folder
      case .rename(let old, let new, _):
        SimulatedDirectory.folder(of: old) == folder || SimulatedDirectory.folder(of: new) == folder
      }
    }
  }

  struct Entry: Sendable {
    var name: String
    var file: Int
  }

  /// Sorted by name.
  private(set) var entries: [Entry] = []
  private(set) var durable: [Entry] = []
  private(set) var unsynced: [Change] = []

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  func file(named name: String) -> Int? { entries.first { $0.name == name }?.file }

  mutating func apply(_ change: Change) {
    Self.apply(change, to: &entries)
    unsynced.append(change)
  }

  /// Makes the changes durable that touch the folder.
  mutating func sync(_ folder: String) {
    for change in unsynced where change.touches(folder) { Self.apply(change, to: &durable) }
    unsynced.removeAll { $0.touches(folder) }
  }

  mutating func crash(survives: (Change) -> Bool) {
    for change in unsynced where survives(change) { Self.apply(change, to: &durable) }
    unsynced.removeAll()
    entries = durable
  }

  private static func apply(_ change: Change, to entries: inout [Entry]) {
    switch change {
    case .link(let name, let file):
      set(name, file, in: &entries)
    case .rename(let old, let new, let file):
      entries.removeAll { $0.name == old }
      set(new, file, in: &entries)
    case .unlink(let name):
      entries.removeAll { $0.name == name }
    }
  }

  private static func set(_ name: String, _ file: Int, in entries: inout [Entry]) {
    if let same = entries.firstIndex(where: { $0.name == name }) {
      entries[same].file = file
    } else {
      entries.insert(Entry(name: name, file: file), at: entries.firstIndex { $0.name > name } ?? entries.count)
    }
  }
}
