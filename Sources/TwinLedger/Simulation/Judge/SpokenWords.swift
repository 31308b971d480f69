/// What the nodes that keep the rules said in one epoch, view by view: each new word is held against those before it.
struct SpokenWords: Sendable {
  /// What is wrong with a word.
  enum Flaw: Sendable, Equatable {
    /// Its speaker said something that excludes it (rules 3, 4 and 5).
    case contradiction
    /// It was said in a view that no quorum can have opened (rule 1).
    case uncertifiedView
    /// FINAL for a block that no quorum can have notarized (rule 4).
    case uncertifiedFinal
  }

  private let nodeCount: Int
  /// So many honest members other than the speaker are in every quorum: liars sign anything, and a speaker's own vote
  /// may count before anybody saw it.
  private let witnesses: Int
  /// Four kinds of word by every node, view after view.
  private var words: [Digest32?] = []

  /// - Parameter liars: how many members may sign anything.
  init(nodeCount: Int, quorum: Int, liars: Int) {
    self.nodeCount = nodeCount
    witnesses = quorum - liars - 1
  }

  /// No world reaches a higher view.
  static let highestView: UInt64 = 1 << 16

  private func place(_ kind: VoteKind, _ view: UInt64) -> Int? {
    guard view >= 1, view <= Self.highestView, kind.rawValue >= 1, kind.rawValue <= 4 else { return nil }
    return (Int(view - 1) * 4 + Int(kind.rawValue - 1)) * nodeCount
  }

  /// What a node said, if it did.
  func word(_ kind: VoteKind, view: UInt64, of node: Int) -> Digest32? {
    guard let place = place(kind, view), place < words.count else { return nil }
    return words[place + node]
  }

  /// Takes a word of a node up; gives what is wrong with it. A word said again is nothing new.
  mutating func add(_ kind: VoteKind, view: UInt64, hash: Digest32, by node: Int) -> Flaw? {
    guard let place = place(kind, view) else { return nil }
    let end = Int(view) * 4 * nodeCount
    if words.count < end { words.append(contentsOf: repeatElement(nil, count: end - words.count)) }
    if let earlier = words[place + node] { return earlier == hash ? nil : .contradiction }
    words[place + node] = hash
    if kind == .finalize, word(.skip, view: view, of: node) != nil { return .contradiction }
    if kind == .skip, word(.finalize, view: view, of: node) != nil { return .contradiction }
    if kind == .finalize, !hasQuorum(.notarize, view, hash, besides: node) { return .uncertifiedFinal }
    if view > 1, !isOpened(view, to: node) { return .uncertifiedView }
    return nil
  }

  /// Whether a quorum can have signed this: all that it needs besides liars and one unheard voter did.
  func mayBeCertified(_ kind: VoteKind, view: UInt64, hash: Digest32) -> Bool {
    guard witnesses > 0 else { return true }
    guard let place = place(kind, view), place < words.count else { return false }
    return (0..<nodeCount).count { words[place + $0] == hash } >= witnesses
  }

  /// Whether a quorum can have signed this, as far as honest members other than `node` go.
  private func hasQuorum(_ kind: VoteKind, _ view: UInt64, _ hash: Digest32?, besides node: Int) -> Bool {
    guard witnesses > 0 else { return true }
    guard let place = place(kind, view), place < words.count else { return false }
    for speaker in 0..<nodeCount where speaker != node {
      guard let word = words[place + speaker], hash == nil || word == hash else { continue }
      var count = 0
      for other in 0..<nodeCount where other != node && words[place + other] == word { count += 1 }
      if count >= witnesses { return true }
    }
    return false
  }

  /// Rule 1: a NOTAR or SKIP certificate of the view before, or a FINAL certificate from there on.
  private func isOpened(_ view: UInt64, to node: Int) -> Bool {
    if hasQuorum(.notarize, view - 1, nil, besides: node) || hasQuorum(.skip, view - 1, nil, besides: node) {
      return true
    }
    let last = UInt64(words.count / (4 * nodeCount))
    return view - 1 <= last && (view - 1...last).contains { hasQuorum(.finalize, $0, nil, besides: node) }
  }
}
