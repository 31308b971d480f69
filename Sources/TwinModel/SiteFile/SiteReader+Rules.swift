extension SiteReader {
  private static let ruleKeys = [
    "actuator", "or", "and", "level", "on-below", "off-above", "on-above", "off-below", "delay", "dwell", "tolerance",
  ]

  mutating func readRules(_ top: SiteFields, of known: SitePhysicsTags) -> [ControllerRule] {
    var ruled = SiteNames("rule of actuator")
    return items("rules", of: top, calledBy: "actuator", keys: Self.ruleKeys).compactMap { fields in
      guard let actuator = fields.word("actuator", required: true), let level = fields.word("level", required: true)
      else { return nil }
      ruled.declare(actuator, diagnostics)
      tags.refer(actuator)
      tags.refer(level)
      if !known.mayBeState(actuator.text) {
        diagnostics.report("expected a tag of kind state, such as a pump's status", at: actuator.place)
      }
      let others = readOthers(fields, of: known, besides: actuator)
      let unit = known.expectation(of: level.text)
      let acts: ControllerRule.Direction =
        fields.node("on-above") != nil || fields.node("off-below") != nil ? .above : .below
      let rule = ControllerRule(
        actuator: actuator.text, others: others.map(\.text), needs: fields.node("and") == nil ? .any : .all,
        level: level.text, acts: acts,
        on: fields.number(acts == .below ? "on-below" : "on-above", unit),
        off: fields.number(acts == .below ? "off-above" : "off-below", unit),
        delay: fields.number("delay", .seconds) ?? 0, dwell: fields.number("dwell", .seconds) ?? 0,
        tolerance: fields.number("tolerance", known.difference(of: level.text)))
      check(rule, fields)
      return rule
    }
  }

  /// Actuators that do the same work in turn.
  private mutating func readOthers(
    _ fields: SiteFields, of known: SitePhysicsTags, besides actuator: SiteWord
  ) -> [SiteWord] {
    let others = fields.words("or", of: "tag names") + fields.words("and", of: "tag names")
    if fields.node("or") != nil && fields.node("and") != nil {
      diagnostics.report("expected or, or else and: any of the actuators, or all of them", at: fields.place("and"))
    }
    let names = [actuator.text] + others.map(\.text)
    for (index, other) in others.enumerated() {
      tags.refer(other)
      if names[...index].contains(other.text) {
        diagnostics.report("expected different actuators", at: other.place)
      }
      if !known.mayBeState(other.text) {
        diagnostics.report("expected a tag of kind state, such as a pump's status", at: other.place)
      }
    }
    return others
  }

  private func check(_ rule: ControllerRule, _ fields: SiteFields) {
    let pairs = [["on-below", "off-above"], ["on-above", "off-below"]].map { keys in
      keys.filter { fields.node($0) != nil }
    }
    if pairs.allSatisfy(\.isEmpty) || !pairs.contains(where: \.isEmpty) {
      diagnostics.report("expected on-below, off-above or both, or else on-above, off-below or both", at: fields.place)
    }
    if let on = rule.on, let off = rule.off, rule.acts == .below ? on >= off : on <= off {
      let (first, second) = rule.acts == .below ? ("on-below", "off-above") : ("off-below", "on-above")
      diagnostics.report(
        "expected \(first) lower than \(second), found \((rule.acts == .below ? on : off).written) and "
          + "\((rule.acts == .below ? off : on).written)", at: fields.place)
    }
    for (key, value) in [("delay", rule.delay), ("dwell", rule.dwell)] where value < 0 {
      diagnostics.report("expected a time of 0 or more, found \(value.written)", at: fields.place(key))
    }
    if let tolerance = rule.tolerance, tolerance <= 0 {
      diagnostics.report("expected a tolerance above 0, found \(tolerance.written)", at: fields.place("tolerance"))
    }
    // A threshold that stands there but cannot be read has a message of its own.
    if fields.node("tolerance") == nil, pairs.joined().count == 1 {
      diagnostics.report("a rule with one threshold needs a tolerance", at: fields.place)
    }
  }
}
