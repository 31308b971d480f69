internal import TwinModel

/// Knows who has spoken: finds a message's flow and conversation, and says what is new about it. Bounded.
struct MessageDirectory: Sendable {
  private(set) var names: Roster
  private(set) var words: Roster
  private(set) var paths: Roster
  private var flows: [FlowKey: Int32] = [:]
  private var conversations: [ConversationKey: Int32] = [:]
  /// Conversation and kind of every operation that was seen.
  private var operations: Set<UInt64> = []
  /// Shape `[flow]`.
  private(set) var keys: [FlowKey] = []
  /// Shape `[flow]`.
  private(set) var conversationOfFlow: [Int32] = []
  /// Shape `[conversation]`: the conversation in the other direction; −1 where nobody answers.
  private(set) var reverse: [Int32] = []
  /// Shape `[conversation]`: whether writes were seen.
  private var hasWrites: [Bool] = []
  private let flowLimit: Int
  private let conversationLimit: Int

  /// Where a message belongs.
  struct Place {
    var flow: Int32
    var conversation: Int32
    /// What is new about it, the most telling first; `nil` when nothing is.
    var novelty: MessageDetector?
    /// The last part of its path, where flows are told apart by what stands before it.
    var leaf: String?
  }

  /// An empty directory.
  init(names: Int, words: Int, paths: Int, flows: Int, conversations: Int) {
    self.names = Roster(limit: names)
    self.words = Roster(limit: words)
    self.paths = Roster(limit: paths)
    flowLimit = flows
    conversationLimit = conversations
  }

  /// A directory that knows a baseline and has room for a bounded number of strangers.
  init(_ baseline: MessageBaseline, limits: MessageLimits) {
    names = Roster(baseline.names, limit: baseline.names.count + limits.strangers)
    words = Roster(baseline.words, limit: baseline.words.count + limits.newWords)
    paths = Roster(baseline.paths, limit: baseline.paths.count + limits.newWords)
    flowLimit = baseline.flows.count + limits.newFlows
    conversationLimit = baseline.flows.count + limits.newConversations
    for flow in baseline.flows {
      let key = FlowKey(flow)
      let conversation = ConversationKey(
        source: key.source, destination: key.destination, protocolName: Int32(flow.protocolName))
      guard let place = open(conversation) else { continue }
      add(key, conversation: place, isWrite: flow.isWrite)
    }
  }

  var conversationCount: Int { reverse.count }

  /// Finds a message's place, or makes it; `nil` when there is no room for it.
  mutating func place(of message: MessageObservation) -> Place? {
    let sourceCount = names.count
    guard let source = names.place(adding: message.source) else { return nil }
    let isNewTalker = names.count > sourceCount
    guard let destination = names.place(adding: message.destination),
      let protocolName = words.place(adding: message.protocolName)
    else { return nil }
    var word: Int32 = 0
    if message.code == 0 {
      guard let place = words.place(adding: message.operation) else { return nil }
      word = place
    }
    var path: Int32 = 0
    var leaf: String?
    if case .path(let text) = message.target {
      let scope: String
      (scope, leaf) = Self.scope(of: text, in: message)
      guard let place = paths.place(adding: scope) else { return nil }
      path = place
    }
    let key = FlowKey(
      message, source: source, destination: destination, protocolName: protocolName, word: word, path: path)
    if let flow = flows[key] {
      return Place(flow: flow, conversation: conversationOfFlow[Int(flow)], leaf: leaf)
    }
    return makePlace(
      key, ConversationKey(source: source, destination: destination, protocolName: protocolName), message,
      isNewTalker: isNewTalker, leaf: leaf)
  }

  private mutating func makePlace(
    _ key: FlowKey, _ conversationKey: ConversationKey, _ message: MessageObservation, isNewTalker: Bool, leaf: String?
  ) -> Place? {
    guard keys.count < flowLimit else { return nil }
    let before = conversations[conversationKey]
    guard let conversation = open(conversationKey) else { return nil }
    let isNewOperation = !operations.contains(Self.operation(conversation, key))
    let isNewWriter = message.isWrite && !hasWrites[Int(conversation)]
    let flow = add(key, conversation: conversation, isWrite: message.isWrite)
    let novelty: MessageDetector =
      isNewTalker
      ? .newTalker
      : before == nil && !message.isWrite
        ? .newConversation : isNewWriter ? .newWriter : isNewOperation ? .newOperation : .newTarget
    return Place(flow: flow, conversation: conversation, novelty: novelty, leaf: leaf)
  }

  @discardableResult
  private mutating func add(_ key: FlowKey, conversation: Int32, isWrite: Bool) -> Int32 {
    let flow = Int32(keys.count)
    flows[key] = flow
    keys.append(key)
    conversationOfFlow.append(conversation)
    operations.insert(Self.operation(conversation, key))
    if isWrite { hasWrites[Int(conversation)] = true }
    return flow
  }

  private mutating func open(_ key: ConversationKey) -> Int32? {
    if let known = conversations[key] { return known }
    guard reverse.count < conversationLimit else { return nil }
    let place = Int32(reverse.count)
    conversations[key] = place
    let other = key.source == key.destination ? nil : conversations[key.reversed]
    reverse.append(other ?? -1)
    if let other { reverse[Int(other)] = place }
    hasWrites.append(false)
    return place
  }

  private static func operation(_ conversation: Int32, _ key: FlowKey) -> UInt64 {
    UInt64(UInt32(bitPattern: conversation)) << 32 | UInt64(key.kind)
  }

  /// Paths of interfaces and topics of commands name one thing among many in their last part; what stands before it is what
  /// a client may do.
  private static func scope(of path: String, in message: MessageObservation) -> (scope: String, leaf: String?) {
    guard message.isWrite || message.code == 0, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return (path, nil)
    }
    let next = path.utf8.index(after: slash)
    return (String(path[..<next]), String(path[next...]))
  }
}

extension FlowKey {
  /// The key of a profile, whose places are those of its baseline.
  init(_ flow: FlowProfile) {
    source = Int32(flow.source)
    destination = Int32(flow.destination)
    let operation = flow.code > 0 ? UInt32(flow.code & 0x7FFF) : 0x8000 | UInt32(flow.operation)
    kind = UInt32(flow.protocolName) << 17 | (flow.isResponse ? 1 : 0) << 16 | operation
    switch flow.target {
    case .none: target = 0
    case .registers(let unit, let address, let count):
      target = 1 << 60 | UInt64(address) << 32 | UInt64(count) << 16 | UInt64(unit)
    case .path(let place): target = 2 << 60 | UInt64(place)
    case .port(let port): target = 3 << 60 | UInt64(port)
    }
  }
}
