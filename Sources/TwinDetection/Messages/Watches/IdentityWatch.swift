internal import TwinModel

/// Identities at addresses where they never were, and refusals.
struct IdentityWatch: Sendable {
  private let identities: Roster
  /// Address and identity.
  private let known: Set<UInt64>
  /// Shape `[conversation]`: the identity seen last, which spares looking it up.
  private var latest: [String?] = []
  private var strange: [DecayingCount] = []
  private var refusals: [DecayingCount] = []

  init(_ baseline: MessageBaseline) {
    identities = Roster(baseline.identities, limit: baseline.identities.count)
    known = Set(baseline.bindings.map { Self.binding(name: Int32($0.name), identity: Int32($0.identity)) })
  }

  private static func binding(name: Int32, identity: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: name)) << 32 | UInt64(UInt32(bitPattern: identity))
  }

  mutating func observe(
    _ message: MessageObservation, _ place: MessageDirectory.Place, source: Int32, at now: Double,
    into findings: inout [MessageFinding]
  ) {
    let isRefused: Bool
    if case .refused = message.outcome { isRefused = true } else { isRefused = message.authentication == .failed }
    guard isRefused || message.identity != nil else { return }
    let index = Int(place.conversation)
    while refusals.count <= index {
      refusals.append(DecayingCount())
      strange.append(DecayingCount())
      latest.append(nil)
    }
    if isRefused {
      var observed: Double?
      if case .refused(let code) = message.outcome { observed = Double(code) }
      findings.append(
        MessageFinding(
          detector: .refusal, statistic: refusals[index].add(at: now), flow: place.flow, observed: observed))
    }
    guard let identity = message.identity, latest[index] != identity else { return }
    if let place = identities.place(of: identity), known.contains(Self.binding(name: source, identity: place)) {
      latest[index] = identity
      return
    }
    findings.append(
      MessageFinding(detector: .identity, statistic: strange[index].add(at: now), flow: place.flow))
  }
}
