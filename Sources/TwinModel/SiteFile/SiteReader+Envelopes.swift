extension SiteReader {
  mutating func readEnvelopes(_ top: SiteFields, of known: [Tag]) -> [SafetyEnvelope] {
    let byName = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var guarded = SiteNames("envelope of tag")
    let keys = ["tag", "low", "high", "maximum-rate", "hold-time"]
    return items("envelopes", of: top, calledBy: "tag", keys: keys).compactMap { fields in
      guard let name = fields.word("tag", required: true) else { return nil }
      guarded.declare(name, diagnostics)
      tags.refer(name)
      let tag = byName[name.text]
      let isKnown = tag != nil && !tagsOfWrongUnit.contains(name.text)
      let value = isKnown ? SiteFields.Expectation.value(unit: tag?.unit) : .anything
      let rate = isKnown ? SiteFields.Expectation.rate(unit: tag?.unit) : .anything
      let envelope = SafetyEnvelope(
        tag: name.text, low: fields.number("low", value), high: fields.number("high", value),
        maximumRate: fields.number("maximum-rate", rate),
        holdTime: fields.number("hold-time", .seconds) ?? 0)
      check(envelope, fields, range: isKnown ? tag?.range : nil)
      return envelope
    }
  }

  private func check(_ envelope: SafetyEnvelope, _ fields: SiteFields, range: ClosedRange<Double>?) {
    if ["low", "high", "maximum-rate"].allSatisfy({ fields.node($0) == nil }) {
      diagnostics.report("expected at least one of low, high, maximum-rate", at: fields.place)
    }
    if let low = envelope.low, let high = envelope.high, low >= high {
      diagnostics.report(
        "expected low below high, found \(low.written) and \(high.written)", at: fields.place("low"))
    }
    if let rate = envelope.maximumRate, rate <= 0 {
      diagnostics.report("expected a rate above 0, found \(rate.written)", at: fields.place("maximum-rate"))
    }
    if envelope.holdTime < 0 {
      diagnostics.report(
        "expected a time of 0 or more, found \(envelope.holdTime.written)", at: fields.place("hold-time"))
    }
    guard let range else { return }
    for (key, limit) in [("low", envelope.low), ("high", envelope.high)] {
      guard let limit, !range.contains(limit) else { continue }
      diagnostics.report(
        "the limit \(limit.written) lies outside the tag's range \(range.lowerBound.written)…"
          + "\(range.upperBound.written), so it could never be seen crossed", at: fields.place(key))
    }
  }
}
