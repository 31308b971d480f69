public import TwinModel

/// How an incident behaves: which signs speak, how loudly, in which order, about what kinds of tags; what else happened.
///
/// Nothing in it needs to know what it is: every figure comes from evidence that a real plant has.
public struct IncidentSignature: Sendable, Equatable {
  /// Shape of `Evidence.Sign.allCases`.
  public internal(set) var signs = [SignTally](repeating: SignTally(), count: Evidence.Sign.allCases.count)
  /// Seconds from first to latest evidence.
  public internal(set) var duration = 0.0
  /// Ticks that were hits.
  public internal(set) var hits = 0
  /// Ticks from first to latest evidence.
  public internal(set) var ticks = 0
  /// Assets concerned.
  public internal(set) var places = 0
  /// Share of what is said about values that concerns actuators' commands and states, 0...1.
  public internal(set) var actuatorShare = 0.0
  /// Tags about which evidence speaks.
  public internal(set) var tags = 0
  /// Share of what is said about values that concerns the loudest tag, 0...1.
  public internal(set) var concentration = 0.0
  /// The same in the first ticks.
  public internal(set) var earlyConcentration = 0.0
  /// Share of actuators in the first ticks.
  public internal(set) var earlyActuatorShare = 0.0
  /// Tags that spoke in the first ticks.
  public internal(set) var earlyTags = 0
  /// Seconds from the latest context of a kind before the first evidence; negative where there was one only later; absent where
  /// none bears on it.
  public internal(set) var context: [Evidence.Sign: Double] = [:]

  /// Share of what is said about values that concerns the very asset of a context that came before, the largest of the first
  /// ticks' and the whole incident's, 0...1; absent where no context bears on the incident.
  public internal(set) var contextShare: [Evidence.Sign: Double] = [:]

  /// Nothing seen.
  public init() {}

  /// What one kind of sign has said.
  public subscript(_ sign: Evidence.Sign) -> SignTally { signs[sign.place] }
}

extension IncidentSignature: Codable {
  private enum Keys: String, CodingKey {
    case signs, duration, hits, ticks, places, actuatorShare, tags, concentration, context, contextShare
    case earlyConcentration, earlyActuatorShare, earlyTags
  }

  /// Reads a signature; signs that nobody knows any more are left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    for (name, tally) in try values.decode([String: SignTally].self, forKey: .signs) {
      if let sign = Evidence.Sign(rawValue: name) { signs[sign.place] = tally }
    }
    duration = try values.decode(Double.self, forKey: .duration)
    hits = try values.decode(Int.self, forKey: .hits)
    ticks = try values.decode(Int.self, forKey: .ticks)
    places = try values.decode(Int.self, forKey: .places)
    actuatorShare = try values.decode(Double.self, forKey: .actuatorShare)
    tags = try values.decode(Int.self, forKey: .tags)
    concentration = try values.decode(Double.self, forKey: .concentration)
    earlyConcentration = try values.decode(Double.self, forKey: .earlyConcentration)
    earlyActuatorShare = try values.decode(Double.self, forKey: .earlyActuatorShare)
    earlyTags = try values.decode(Int.self, forKey: .earlyTags)
    for (name, seconds) in try values.decode([String: Double].self, forKey: .context) {
      if let sign = Evidence.Sign(rawValue: name) { context[sign] = seconds }
    }
    // Programs before it did not tell.
    for (name, share) in try values.decodeIfPresent([String: Double].self, forKey: .contextShare) ?? [:] {
      if let sign = Evidence.Sign(rawValue: name) { contextShare[sign] = share }
    }
  }

  /// Writes a signature: only signs that have spoken.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Keys.self)
    var spoken: [String: SignTally] = [:]
    for sign in Evidence.Sign.allCases where self[sign].hasSpoken { spoken[sign.rawValue] = self[sign] }
    try values.encode(spoken, forKey: .signs)
    try values.encode(duration, forKey: .duration)
    try values.encode(hits, forKey: .hits)
    try values.encode(ticks, forKey: .ticks)
    try values.encode(places, forKey: .places)
    try values.encode(actuatorShare, forKey: .actuatorShare)
    try values.encode(tags, forKey: .tags)
    try values.encode(concentration, forKey: .concentration)
    try values.encode(earlyConcentration, forKey: .earlyConcentration)
    try values.encode(earlyActuatorShare, forKey: .earlyActuatorShare)
    try values.encode(earlyTags, forKey: .earlyTags)
    try values.encode(
      Dictionary(uniqueKeysWithValues: context.map { ($0.key.rawValue, $0.value) }), forKey: .context)
    try values.encode(
      Dictionary(uniqueKeysWithValues: contextShare.map { ($0.key.rawValue, $0.value) }), forKey: .contextShare)
  }
}
