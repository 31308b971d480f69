extension SiteReader {
  private static let relationKeys = ["name", "tag", "from", "form", "runs-with"]

  mutating func readRelations(_ top: SiteFields, of known: SitePhysicsTags) -> [Relation] {
    var names = SiteNames("relation")
    var explained = SiteNames("relation of tag")
    return items("relations", of: top, calledBy: "name", keys: Self.relationKeys).compactMap { fields in
      guard let name = fields.word("name", required: true), let tag = fields.word("tag", required: true) else {
        return nil
      }
      names.declare(name, diagnostics)
      explained.declare(tag, diagnostics)
      let from = fields.words("from", of: "tag names")
      let state = fields.word("runs-with")
      tags.refer(tag)
      from.forEach { tags.refer($0) }
      tags.refer(state)
      let form = fields.choice("form", of: Relation.Form.self) ?? .linear
      let relation = Relation(
        name: name.text, tag: tag.text, from: from.map(\.text), form: form, runsWith: state?.text)
      check(relation, fields, from, of: known)
      if let state, !known.mayBeState(state.text) {
        diagnostics.report("expected a tag of kind state, such as a pump's status", at: state.place)
      }
      return relation
    }
  }

  private func check(_ relation: Relation, _ fields: SiteFields, _ from: [SiteWord], of known: SitePhysicsTags) {
    let inputs = relation.form.inputs
    if !inputs.contains(from.count) {
      let expected =
        inputs.lowerBound == inputs.upperBound
        ? "\(inputs.lowerBound)" : "\(inputs.lowerBound)…\(inputs.upperBound)"
      diagnostics.report(
        "a \(relation.form.rawValue) relation is from \(expected) tags, found \(from.count)", at: fields.place("from"))
    }
    if relation.from.contains(relation.tag) || Set(relation.from).count < relation.from.count {
      diagnostics.report("expected different tags, none of them the explained one", at: fields.place("from"))
    }
    guard [.pump, .valve].contains(relation.form), from.count == 2 else { return }
    for word in from {
      guard let dimensions = known.dimensions(of: word.text), !dimensions.contains(where: Self.isPressure) else {
        continue
      }
      diagnostics.report(
        "expected a pressure, but \"\(word.text.shortened)\" is in \(known.unitWords(of: word.text))", at: word.place)
    }
  }

  /// A pressure may be stated as the height of a column of water.
  private static func isPressure(_ dimension: Dimension) -> Bool { dimension == .pressure || dimension == .length }
}
