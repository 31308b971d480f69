internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Gathers what normal operation shows, and makes a baseline's parts of it.
struct MessageFit: Sendable {
  private(set) var directory: MessageDirectory
  /// Whether a message did not fit within the bounds of a baseline.
  private(set) var isOverfull = false
  private(set) var messages = 0

  private var tags = Roster(limit: MessageLimits.baseline.tags)
  private var identities = Roster(limit: MessageLimits.baseline.names)
  private var flows: [FlowFit] = []
  private var order = TagOrder()
  private var written: [MessageBaseline.WrittenRange] = []
  private var bindings: [MessageBaseline.Binding] = []
  private var boundIdentities: Set<UInt64> = []
  private var transactions = TransactionWatch(MessageBaseline(), unpaired: [])
  private var freshness = FreshnessWatch(MessageBaseline(), unordered: [])
  private var findings: [MessageFinding] = []
  /// Shape `[conversation]`.
  private var conversations: [ConversationFit] = []

  private struct ConversationFit {
    var messages = 0
    var answers = 0
    var disorders = 0
    var unsolicited = 0
  }

  /// Messages of a flow from which on its intervals say something.
  private static let enough = 30
  /// Most rings of payloads, and of single tags.
  private static let ringLimit = 128
  /// Seconds for which payloads are kept, as far as the bound on their number allows.
  private static let replayMemory = 5400.0

  init() {
    let most = MessageLimits.baseline
    directory = MessageDirectory(
      names: most.names, words: most.words, paths: most.paths, flows: most.flows, conversations: most.flows)
  }

  /// Learns from a message.
  mutating func add(_ message: MessageObservation, at now: Double) {
    messages += 1
    guard let place = directory.place(of: message) else {
      isOverfull = true
      return
    }
    let index = Int(place.flow)
    if index == flows.count { flows.append(FlowFit(message)) }
    flows[index].add(message, leaf: place.leaf, at: now)
    addConversation(message, place, at: now)
    addTags(message, place)
    if let identity = message.identity, let known = identities.place(adding: identity) {
      let source = directory.keys[index].source
      if boundIdentities.insert(UInt64(UInt32(bitPattern: source)) << 32 | UInt64(UInt32(bitPattern: known))).inserted {
        bindings.append(MessageBaseline.Binding(name: Int(source), identity: Int(known)))
      }
    }
  }

  private mutating func addConversation(
    _ message: MessageObservation, _ place: MessageDirectory.Place, at now: Double
  ) {
    let conversation = Int(place.conversation)
    while conversations.count <= conversation { conversations.append(ConversationFit()) }
    conversations[conversation].messages += 1
    findings.removeAll(keepingCapacity: true)
    let seconds = transactions.observe(
      message, place, reverse: directory.reverse[conversation], at: now, into: &findings)
    if message.transaction != nil && message.direction == .response { conversations[conversation].answers += 1 }
    if let seconds { flows[Int(place.flow)].add(roundTrip: seconds) }
    freshness.observe(message, place, at: now, into: &findings)
    for finding in findings {
      if finding.detector == .sequence { conversations[conversation].disorders += 1 }
      if finding.detector == .unsolicited { conversations[conversation].unsolicited += 1 }
    }
  }

  private mutating func addTags(_ message: MessageObservation, _ place: MessageDirectory.Place) {
    guard !message.values.isEmpty, message.values.count == message.tags.count else { return }
    let index = Int(place.flow)
    if place.leaf == nil {
      flows[index].keepTags(message.tags)
      if flows[index].hasFixedTags {
        var known: [Int] = []
        if !order.knows(flow: index) {
          for tag in message.tags {
            guard let place = tags.place(adding: tag) else {
              isOverfull = true
              return
            }
            known.append(Int(place))
          }
        }
        order.add(message.values, flow: index, tags: known)
      }
    }
    guard message.isWrite && message.direction == .request else { return }
    for (tag, value) in zip(message.tags, message.values) {
      guard let place = tags.place(adding: tag) else {
        isOverfull = true
        return
      }
      while written.count <= Int(place) { written.append(MessageBaseline.WrittenRange()) }
      written[Int(place)].add(value)
    }
  }

  /// The place of a tag's name, by where it stands in a flow's payload.
  func tag(flow: Int, place: Int) -> Int? {
    let tags = order.tags(ofFlow: flow)
    return place < tags.count ? tags[place] : nil
  }

  // MARK: - Baseline

  /// What a replay watch is to keep, decided once.
  struct Rings: Sendable {
    /// Shape `[flow]`: payloads kept and the largest run; flows that came later have none.
    var flows: [(memory: Int, usual: Double)] = []
    var series: [MessageBaseline.Series] = []
  }

  /// The baseline as far as it is known now, without tails.
  ///
  /// - Parameter usual: shape `[flow]`: largest statistics seen, of flows that were known then.
  func baseline(rings: Rings, usual: [FlowProfile.Usual]) -> MessageBaseline {
    var baseline = MessageBaseline()
    baseline.names = directory.names.names
    baseline.words = directory.words.names
    baseline.paths = directory.paths.names
    baseline.tags = tags.names
    baseline.identities = identities.names
    baseline.written =
      written + [MessageBaseline.WrittenRange](repeating: .init(), count: tags.count - written.count)
    baseline.bindings = bindings
    baseline.flows = flows.indices.map { index in
      var profile = profile(index)
      if index < rings.flows.count { profile.memory = rings.flows[index].memory }
      if index < usual.count { profile.usual = usual[index] }
      if index < rings.flows.count { profile.usual.replay = rings.flows[index].usual }
      return profile
    }
    setUpstream(&baseline)
    baseline.series = rings.series.filter { $0.place < baseline.flows[$0.flow].tags.count }
    for (place, conversation) in conversations.enumerated() {
      if Self.isHabit(conversation.disorders, of: conversation.messages) { baseline.unordered.append(place) }
      if Self.isHabit(conversation.unsolicited, of: conversation.answers) { baseline.unpaired.append(place) }
    }
    return baseline
  }

  private static func isHabit(_ count: Int, of all: Int) -> Bool { count > 2 && Double(count) > 1e-3 * Double(all) }

  private func profile(_ index: Int) -> FlowProfile {
    let key = directory.keys[index]
    let fit = flows[index]
    var profile = FlowProfile(
      source: Int(key.source), destination: Int(key.destination), protocolName: Int(key.kind >> 17),
      operation: fit.code > 0 ? 0 : Int(key.kind & 0x7FFF), code: fit.code, isResponse: fit.isResponse,
      isWrite: fit.isWrite, target: fit.target(pathPlace: Int(key.target & 0xFFFF_FFFF)))
    profile.count = fit.count
    profile.intervals = fit.count >= Self.enough ? fit.intervals : nil
    profile.roundTrip = fit.roundTrips >= Self.enough ? fit.roundTrip : nil
    profile.age = fit.ages >= Self.enough ? fit.age : nil
    profile.leaves = fit.closedLeaves
    if fit.hasFixedTags { profile.tags = order.tags(ofFlow: index) }
    return profile
  }

  /// Places of a baseline count only tags of flows whose tags are fixed.
  private func setUpstream(_ baseline: inout MessageBaseline) {
    var offsets: [Int] = []
    var offset = 0
    for flow in baseline.flows {
      offsets.append(offset)
      offset += flow.tags.count
    }
    let sources = order.upstream()
    for flow in baseline.flows.indices where !baseline.flows[flow].tags.isEmpty {
      baseline.flows[flow].upstream = baseline.flows[flow].tags.indices.map { index in
        guard let source = sources[order.place(flow: flow, index: index)],
          !baseline.flows[source.flow].tags.isEmpty
        else { return -1 }
        return offsets[source.flow] + source.index
      }
    }
  }

  /// Chooses what to keep for recognising replays: payloads, and single tags, that are told here first and vary. What is written
  /// is not among them: a controller that leaves a limit at the same rate writes the same set points again.
  func rings() -> Rings {
    var rings = Rings()
    let sources = order.upstream()
    var count = 0
    for (index, flow) in flows.enumerated() {
      rings.flows.append((0, 0))
      guard !flow.isWrite, flow.payloadChanges >= 20, flow.count >= Self.enough, let intervals = flow.intervals else {
        continue
      }
      let places = flow.hasFixedTags ? order.places(ofFlow: index) : 0..<0
      let isFirstToTell = places.isEmpty || places.contains { sources[$0] == nil }
      guard isFirstToTell else { continue }
      let memory = Self.memory(period: intervals.mean)
      if flow.varies, count < Self.ringLimit {
        rings.flows[index].memory = memory
        count += 1
      }
      guard places.count > 1 else { continue }
      for (tag, place) in places.enumerated() where sources[place] == nil && order.varies(place) {
        guard rings.series.count < Self.ringLimit else { break }
        rings.series.append(MessageBaseline.Series(flow: index, place: tag, memory: memory))
      }
    }
    return rings
  }

  /// The power of two that holds the replay memory.
  private static func memory(period: Double) -> Int {
    var memory = 64
    while Double(memory) * period < replayMemory && memory < MessageLimits.baseline.payloads { memory *= 2 }
    return memory
  }
}
