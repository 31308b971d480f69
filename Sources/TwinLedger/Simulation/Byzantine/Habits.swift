/// What a Byzantine member does. It holds its own key and nobody else's, so it may sign anything in its own name.
struct Habits: OptionSet, Sendable, Hashable, CustomStringConvertible {
  let rawValue: UInt32

  /// Sends nothing at all.
  static let silence = Habits(rawValue: 1 << 0)
  /// Plays two replicas with different entries and shows one face to some peers, the other to the rest: as a leader it
  /// proposes two blocks, as a voter it follows two stories.
  static let twoFaces = Habits(rawValue: 1 << 1)
  /// Votes NOTAR, FINAL and SKIP for everything that it hears of.
  static let votesForAll = Habits(rawValue: 1 << 2)
  /// Sends each message to some of its receivers only.
  static let selective = Habits(rawValue: 1 << 3)
  /// Repeats old messages, its own and others'.
  static let replay = Habits(rawValue: 1 << 4)
  /// Answers wishes for blocks with forged blocks, branches and snapshots, and boasts of heights that do not exist.
  static let liesInCatchUp = Habits(rawValue: 1 << 5)
  /// Sends messages with changed bytes.
  static let garbage = Habits(rawValue: 1 << 6)
  /// Its replicas break rules 3, 4 and 5 themselves.
  static let lawless = Habits(rawValue: 1 << 7)
  /// Gives certificates and proposals to one peer at a time, so that members hold different ones.
  static let drips = Habits(rawValue: 1 << 8)

  /// Proposes in views that others lead.
  static let usurps = Habits(rawValue: 1 << 9)
  /// Submits evidence against those who keep the rules, and changes of members that nobody approved.
  static let slanders = Habits(rawValue: 1 << 10)
  /// Sends certificates that no quorum signed.
  static let forges = Habits(rawValue: 1 << 11)
  /// Proposes on its final tip, whatever was notarized above it, with SKIP certificates that nobody signed.
  static let unjustified = Habits(rawValue: 1 << 12)

  /// All of them, in order.
  static let all: [(habit: Habits, name: String)] = [
    (.silence, "silence"), (.twoFaces, "two faces"), (.votesForAll, "votes for all"), (.selective, "selective"),
    (.replay, "replay"), (.liesInCatchUp, "lies in catch-up"), (.garbage, "garbage"), (.lawless, "lawless"),
    (.drips, "drips"), (.usurps, "usurps"), (.slanders, "slanders"), (.forges, "forges"),
    (.unjustified, "unjustified"),
  ]

  /// The names of the habits.
  var description: String { Self.all.filter { contains($0.habit) }.map(\.name).joined(separator: ", ") }
}
