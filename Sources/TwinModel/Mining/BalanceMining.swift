/// Mines balances: for each level the flows that move it and what its unmetered rest follows, by forward selection on the
/// level's changes.
///
/// Only pairs of rows between which nothing was switched count, where there are enough of them: what a pump moved in a
/// row in which it was switched, neither row says. Flows in one unit move a level alike, so a flow whose weight is far
/// from the strongest one's is not part of the balance; it may still tell something of the rest.
///
/// Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2nd ed. 2009), section 3.3.2.
enum BalanceMining {
  private static let mostFlows = 8
  private static let mostFollowed = 8
  /// A further flow must explain this share of what was unexplained.
  private static let leastGain = 0.03
  /// A balance must explain this share of what clock and calendar leave of the changes.
  private static let leastShare = 0.5
  /// Weights of flows within this factor of the strongest one's belong to one balance.
  private static let likeWeights = 3.0
  private static let mostRows = 16_000
  private static let leastRows = 200
  /// Calm pairs that suffice to leave the others out.
  private static let enoughCalmRows = 1000
  private static let day = 86_400.0

  static func balances(_ tags: MiningTags, _ record: OperatingRecord) -> [(balance: Balance, evidence: MiningEvidence)]
  {
    guard !tags.flows.isEmpty else { return [] }
    let profile = profile(of: record)
    guard let sums = MiningProducts(tags, record, profile: profile, limit: mostRows, enough: enoughCalmRows),
      sums.count >= leastRows
    else { return [] }
    return tags.levels.indices.compactMap { balance(of: $0, tags, sums, profile) }
  }

  /// What a record is long enough for: three of the periods.
  private static func profile(of record: OperatingRecord) -> Balance.Profile {
    let lengths = record.stretches.map { ($0.seconds.last ?? .nan) - ($0.seconds.first ?? .nan) }
    let longest = lengths.filter(\.isFinite).max() ?? 0
    return longest >= 21 * day ? .week : longest >= 3 * day ? .day : .none
  }

  private static func balance(
    of level: Int, _ tags: MiningTags, _ sums: MiningProducts, _ profile: Balance.Profile
  ) -> (balance: Balance, evidence: MiningEvidence)? {
    let target = sums.change(level)
    let start = sums.unexplained(of: target, by: sums.base).variance
    guard start > 0 else { return nil }
    let flows = sums.flows
    var chosen = sums.selected(of: target, beyond: sums.base, from: flows, most: mostFlows, leastGain: leastGain)
    var weights = sums.unexplained(of: target, by: sums.base + chosen).weights.dropFirst(sums.base.count).map { $0 }
    let strongest = weights.reduce(0) { max($0, abs($1)) }
    let alike = weights.indices.filter { abs(weights[$0]) * likeWeights >= strongest }
    (chosen, weights) = (alike.map { chosen[$0] }, alike.map { weights[$0] })
    guard !chosen.isEmpty else { return nil }
    let left = sums.unexplained(of: target, by: sums.base + chosen).variance
    guard left < (1 - leastShare) * start else { return nil }
    let followed = sums.selected(
      of: target, beyond: sums.base + chosen, from: sums.levels + sums.pressures + flows, most: mostFollowed,
      leastGain: leastGain)
    let rest = sums.unexplained(of: target, by: sums.base + chosen + followed).variance
    let signed = zip(chosen.map(sums.name), weights)
    let balance = Balance(
      name: "balance of \(tags.equipment(tags.levels[level]))",
      storage: [Balance.Store(tag: tags.names[tags.levels[level]])], inflow: signed.filter { $0.1 > 0 }.map(\.0),
      outflow: signed.filter { $0.1 <= 0 }.map(\.0), profile: profile, follows: followed.map(sums.name))
    let words = "mined: flows explain \((1 - left / start).percentWords) of the level's changes beyond the profile"
    let more = followed.isEmpty ? "" : ", with what the rest follows \((1 - rest / start).percentWords)"
    return (
      balance,
      MiningEvidence(support: sums.count, confidence: 1 - rest / start, remark: words + more + "; \(sums.count) rows")
    )
  }
}
