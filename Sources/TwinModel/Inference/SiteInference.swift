/// Infers a first site from a recording of normal operation, for its owner to correct: one pass, bounded memory.
///
/// - **Kind.** A *state* has at most 8 distinct values, all whole numbers in -1…255, and at least 10 rows for each of
///   them (2 distinct values need no such support; a name that says "state" allows 16; one value alone is no
///   state where the name says what is measured). A *counter* never falls but to
///   restart near where it began, at most once in 20 rises. Everything else is *continuous*.
/// - **Range.** For continuous tags what was seen, widened by `margin` of its span at both ends and rounded outward to
///   the quantisation; a tag that was never negative does not become so. For states what was seen. None for counters
///   and for tags that never changed.
/// - **Quantisation.** See `DecimalStep`; none for states.
/// - **Names.** Assets, quantities and roles from names like `LIT101`, `P101`, `L_T1`, `S_PU1`; see `TagName`. A name's
///   "state" is taken only where the values agree. Units are in no such name and stay open.
///
/// Memory: at most 512 values a tag. Cost: a few comparisons a value.
public struct SiteInference: Sendable {
  /// A continuous tag's range is widened by this share of the span seen, at each end.
  public static let margin = 0.1

  /// Tag names in column order.
  public let tags: [String]
  private var observations: [TagObservation]
  private var series: String?

  /// Begins an inference over a stream with these columns.
  public init(tags: [String]) {
    self.tags = tags
    observations = [TagObservation](repeating: TagObservation(), count: tags.count)
  }

  /// Takes the next rows of the recording, in order.
  public mutating func observe(_ block: FrameBlock) {
    precondition(block.tags == tags, "all blocks of a stream have its columns")
    for row in 0..<block.count {
      let begins = block.series(at: row) != series
      if begins { series = block.series(at: row) }
      for column in tags.indices {
        let cell = row * tags.count + column
        let isUsable = block.qualities.isEmpty || block.qualities[cell].isUsable
        observations[column].observe(block.values[cell], isUsable: isUsable, beginsSeries: begins)
      }
    }
  }

  /// What was found out about each tag so far, in column order.
  public var findings: [Finding] {
    zip(tags, observations).map { name, seen in
      let named = TagName(name)
      let kind = seen.kind(named: named?.quantity)
      var tag = Tag(name: name, kind: kind)
      if let named {
        tag.asset = named.asset.id
        let agrees = (named.quantity == .state) == (kind == .state) || seen.isConstant
        if agrees { (tag.quantity, tag.role) = (named.quantity, named.role) }
      }
      tag.quantisation = kind == .state ? nil : seen.steps.step()
      tag.range = range(of: seen, kind, tag.quantisation)
      if seen.isConstant {
        tag.description = "Always \(seen.low.written) in the recording from which this was inferred"
      }
      if seen.usable == 0 { tag.description = "Without a value in the recording from which this was inferred" }
      return Finding(
        tag: tag, observed: seen.usable > 0 ? seen.low...seen.high : nil, usable: seen.usable, missing: seen.missing,
        asset: named?.asset)
    }
  }

  /// The site as inferred so far.
  ///
  /// - Parameter id: short name of the plant, not empty.
  public func site(id: String) -> Site {
    let findings = findings
    var known: Set<String> = []
    let assets = findings.compactMap(\.asset).filter { known.insert($0.id).inserted }
    return Site(
      id: id, description: "Inferred from a recording; to be checked by somebody who knows the plant", assets: assets,
      tags: findings.map(\.tag))
  }

  private func range(of seen: TagObservation, _ kind: Tag.Kind, _ step: Double?) -> ClosedRange<Double>? {
    guard seen.usable > 0, seen.low < seen.high, kind != .counter else { return nil }
    guard kind == .continuous else { return seen.low...seen.high }
    let widening = Self.margin * (seen.high - seen.low)
    guard widening.isFinite else { return nil }
    var (low, high) = (seen.low - widening, seen.high + widening)
    if let step {
      // Counted from the lowest value seen, on whose grid the others lie.
      low = seen.low - (widening / step).rounded(.up) * step
      high = seen.high + (widening / step).rounded(.up) * step
    }
    if seen.low >= 0 { low = max(0, low) }
    return low.rounded(decimals: seen.steps.decimals)...high.rounded(decimals: seen.steps.decimals)
  }

  /// What was found out about one tag.
  public struct Finding: Sendable, Equatable {
    /// The tag as it would stand in the site.
    public var tag: Tag
    /// Lowest and highest usable value; `nil` when there was none.
    public var observed: ClosedRange<Double>?
    /// Rows with a usable value.
    public var usable: Int
    /// Rows without one.
    public var missing: Int
    /// The equipment that the name speaks of; `nil` when it speaks of none.
    public var asset: Asset?

    /// Whether the tag had one and the same value throughout.
    public var isConstant: Bool { observed.map { $0.lowerBound == $0.upperBound } ?? false }
  }
}

extension Double {
  /// The number without the rounding errors that sums leave behind the decimals of a recording.
  fileprivate func rounded(decimals: Int) -> Double {
    guard decimals <= DecimalStep.mostDecimals else { return self }
    let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let short = (self * power).rounded() / power
    return short.isFinite ? short : self
  }
}
