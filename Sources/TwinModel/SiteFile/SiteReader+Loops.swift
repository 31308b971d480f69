extension SiteReader {
  private static let loopKeys = [
    "id", "controller", "measured", "actuators", "cascade", "setpoint", "rule", "unit",
  ]

  mutating func readLoops(_ top: SiteFields, of known: [Tag]) -> [ControlLoop] {
    let byName = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var loops = SiteNames("loop")
    var steps: [CascadeStep] = []
    var found: [ControlLoop] = []
    for fields in items("loops", of: top, calledBy: "id", keys: Self.loopKeys) {
      guard let id = fields.word("id", required: true) else { continue }
      loops.declare(id, diagnostics)
      let controller = fields.word("controller", required: true)
      assets.refer(controller)
      let measured = tagNames(fields, "measured", of: byName, as: [.measurement, .feedback, .status])
      if measured.isEmpty && fields.node("measured") == nil {
        diagnostics.report("missing; expected the tags that the loop reads", at: fields.place("measured"))
      }
      let cascade = fields.word("cascade")
      loops.refer(cascade)
      steps.append(CascadeStep(id: id.text, inner: cascade, fields: fields))
      guard let output = readOutput(fields, cascade, of: byName), let controller, let first = measured.first else {
        continue
      }
      let unit = readUnit(fields, of: byName[first])
      var loop = ControlLoop(id: id.text, controller: controller.text, measured: measured, output: output, unit: unit)
      loop.rule = fields.text("rule", longest: Self.longestText)
      let isKnown = unit != nil || fields.node("unit") == nil
      loop.setpoint = isKnown ? readSetpoint(fields, of: byName[first]) : fields.number("setpoint", .anything)
      found.append(loop)
    }
    loops.resolve(diagnostics)
    check(steps)
    return found
  }

  /// The tags of a list, each of one of the roles that make sense there.
  private mutating func tagNames(
    _ fields: SiteFields, _ key: String, of known: [String: Tag], as roles: [Tag.Role]
  ) -> [String] {
    fields.words(key, of: "tags").map { word in
      tags.refer(word)
      if let role = known[word.text]?.role, !roles.contains(role) {
        let expected = roles.map(\.rawValue).joined(separator: ", ")
        diagnostics.report(
          "expected a tag whose role is one of \(expected); \"\(word.text.shortened)\" is a \(role.rawValue)",
          at: word.place)
      }
      return word.text
    }
  }

  private mutating func readOutput(
    _ fields: SiteFields, _ cascade: SiteWord?, of known: [String: Tag]
  ) -> ControlLoop.Output? {
    let actuators = tagNames(fields, "actuators", of: known, as: [.command, .setpoint])
    switch (actuators.isEmpty, cascade) {
    case (false, nil): return .actuators(actuators)
    case (true, let cascade?): return .cascade(cascade.text)
    case (false, _?):
      diagnostics.report("expected actuators or cascade, found both", at: fields.place("cascade"))
    case (true, nil):
      diagnostics.report(
        "the loop moves nothing; expected actuators, or cascade with the id of the loop whose set point it moves",
        at: fields.place("actuators"))
    }
    return nil
  }

  /// The measured tag's unit. A unit that the loop names must be one of the same dimension.
  private func readUnit(_ fields: SiteFields, of tag: Tag?) -> String? {
    guard let tag, !tagsOfWrongUnit.contains(tag.name) else { return nil }
    guard let word = fields.word("unit"), word.text != tag.unit else { return tag.unit }
    guard let unit = tag.unit else {
      diagnostics.report(
        "the tag \(tag.name.shortened) has no unit, so the loop has none; leave it out", at: word.place)
      return nil
    }
    if let target = Unit(symbol: unit), Unit(symbol: word.text)?.dimension == target.dimension { return unit }
    let known = Unit(symbol: unit).map { Unit.symbols(of: $0.dimension) } ?? [unit]
    diagnostics.report(
      "expected the measured tag's unit \(unit) or one like it (\(known.joined(separator: ", "))), found "
        + "\"\(word.text.shortened)\"", at: word.place, wrong: word.text, among: known)
    return nil
  }

  /// The set point in the measured tag's unit: stated in a unit of its own, else in the loop's.
  private func readSetpoint(_ fields: SiteFields, of tag: Tag?) -> Double? {
    guard let tag, !tagsOfWrongUnit.contains(tag.name) else { return fields.number("setpoint", .anything) }
    guard var value = fields.number("setpoint", .value(unit: tag.unit)) else { return nil }
    if fields.text("setpoint").flatMap({ SiteMeasure($0) })?.unit == nil,
      let own = fields.text("unit").flatMap(Unit.init(symbol:)), let target = tag.unit.flatMap(Unit.init(symbol:)),
      own.dimension == target.dimension
    {
      value = own.convert(value, to: target, difference: false)
    }
    if let range = tag.range, !range.contains(value) {
      diagnostics.report(
        "the set point \(value.written) lies outside the range \(range.lowerBound.written)…"
          + "\(range.upperBound.written) of \(tag.name.shortened), so it could never be reached",
        at: fields.place("setpoint"))
    }
    return value
  }

  /// A loop says how it acts, unless another one moves its set point; and no loop moves its own, however many steps it
  /// takes.
  private func check(_ steps: [CascadeStep]) {
    let next = Dictionary(steps.map { ($0.id, $0.inner?.text) }, uniquingKeysWith: { first, _ in first })
    let moved = Set(next.values.compactMap(\.self))
    var walked: [String: Int] = [:]
    for (walk, step) in steps.enumerated() {
      if !["setpoint", "rule"].contains(where: { step.fields.node($0) != nil }) && !moved.contains(step.id) {
        diagnostics.report("expected setpoint, rule or both", at: step.fields.place)
      }
      var current: String? = step.id
      while let id = current, walked[id] == nil {
        walked[id] = walk
        current = next[id] ?? nil
      }
      if let id = current, walked[id] == walk {
        diagnostics.report(
          "loop \"\(id.shortened)\" moves its own set point; the chain of cascades must end",
          at: step.fields.place("cascade"))
      }
    }
  }

  /// One loop as a link of the chain of cascades.
  private struct CascadeStep {
    var id: String
    var inner: SiteWord?
    var fields: SiteFields
  }
}
