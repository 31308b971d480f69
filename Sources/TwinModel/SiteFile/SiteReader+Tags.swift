extension SiteReader {
  private static let tagKeys = [
    "name", "description", "kind", "role", "quantity", "unit", "range", "quantisation", "asset",
  ]

  mutating func readTags(_ top: SiteFields) -> [Tag] {
    items("tags", of: top, calledBy: "name", keys: Self.tagKeys).compactMap { fields in
      guard let name = fields.word("name", required: true) else { return nil }
      tags.declare(name, diagnostics)
      let asset = fields.word("asset")
      assets.refer(asset)
      var tag = Tag(name: name.text, kind: fields.choice("kind", of: Tag.Kind.self) ?? .continuous, asset: asset?.text)
      tag.description = fields.text("description", longest: Self.longestText)
      tag.role = fields.choice("role", of: Tag.Role.self)
      tag.quantity = fields.choice("quantity", of: Quantity.self)
      tag.unit = readUnit(fields, tag.quantity)
      if tag.unit == nil && fields.node("unit") != nil { tagsOfWrongUnit.insert(tag.name) }
      let isKnown = !tagsOfWrongUnit.contains(tag.name)
      tag.range = fields.range("range", isKnown ? .value(unit: tag.unit) : .anything)
      tag.quantisation = readQuantisation(fields, tag)
      return tag
    }
  }

  /// A unit must suit the quantity, where both are known; a unit that the table does not hold passes, unless it is
  /// one of the table in another spelling.
  private func readUnit(_ fields: SiteFields, _ quantity: Quantity?) -> String? {
    guard let word = fields.word("unit") else { return nil }
    guard let quantity else { return word.text }
    let dimensions = quantity.dimensions
    let known = dimensions.flatMap(Unit.symbols)
    if let unit = Unit(symbol: word.text) {
      guard !dimensions.contains(unit.dimension) else { return word.text }
    } else if let meant = known.first(where: { $0.looseSpelling == word.text.looseSpelling }) {
      diagnostics.report("unknown unit \"\(word.text.shortened)\"", at: word.place, wrong: meant, among: [meant])
      return nil
    } else if !dimensions.isEmpty {
      return word.text
    }
    let expected = known.isEmpty ? "no unit" : "a unit of \(quantity.rawValue) (\(known.joined(separator: ", ")))"
    diagnostics.report("expected \(expected), found \"\(word.text.shortened)\"", at: word.place)
    return nil
  }

  private func readQuantisation(_ fields: SiteFields, _ tag: Tag) -> Double? {
    let expectation = tagsOfWrongUnit.contains(tag.name) ? SiteFields.Expectation.anything : .difference(unit: tag.unit)
    guard let step = fields.number("quantisation", expectation) else { return nil }
    guard step > 0 else {
      diagnostics.report("expected a step above 0, found \(step.written)", at: fields.place("quantisation"))
      return nil
    }
    if let range = tag.range, step > range.upperBound - range.lowerBound {
      diagnostics.report(
        "the step \(step.written) is wider than the range \(range.lowerBound.written)…\(range.upperBound.written)",
        at: fields.place("quantisation"))
      return nil
    }
    return step
  }
}

extension String {
  /// The text without case and punctuation, so that `M3/h`, `m3h` and `m^3/h` are alike.
  fileprivate var looseSpelling: String {
    String(lowercased().map { $0 == "³" ? "3" : $0 }.filter { $0.isLetter || $0.isNumber || $0 == "%" || $0 == "°" })
  }
}
