extension SiteReader {
  private static let balanceKeys = ["name", "storage", "inflow", "outflow", "profile", "follows"]

  mutating func readBalances(_ top: SiteFields, of known: SitePhysicsTags) -> [Balance] {
    var names = SiteNames("balance")
    var carriers = SiteNames("balance of tag")
    return items("balances", of: top, calledBy: "name", keys: Self.balanceKeys).compactMap { fields in
      guard let name = fields.word("name", required: true) else { return nil }
      names.declare(name, diagnostics)
      let stores = readStores(fields, of: known)
      let inflow = fields.words("inflow", of: "tag names")
      let outflow = fields.words("outflow", of: "tag names")
      let follows = fields.words("follows", of: "tag names")
      for word in inflow + outflow + follows { tags.refer(word) }
      if let carrier = stores.first?.word ?? inflow.first ?? outflow.first {
        carriers.declare(carrier, diagnostics)
      }
      let balance = Balance(
        name: name.text, storage: stores.map(\.store), inflow: inflow.map(\.text), outflow: outflow.map(\.text),
        profile: fields.choice("profile", of: Balance.Profile.self) ?? .none, follows: follows.map(\.text))
      check(balance, fields)
      checkDimensions(stores.map(\.word), flows: inflow + outflow, of: known)
      return balance
    }
  }

  private mutating func readStores(
    _ balance: SiteFields, of known: SitePhysicsTags
  ) -> [(store: Balance.Store, word: SiteWord)] {
    balance.list("storage", of: "stores").enumerated().compactMap { index, node in
      let path = "\(balance.path("storage"))[\(index)]"
      guard let fields = SiteFields(node, at: path, keys: ["tag", "area"], diagnostics),
        let tag = fields.word("tag", required: true)
      else { return nil }
      tags.refer(tag)
      let area = readArea(fields, tag, of: known)
      return (Balance.Store(tag: tag.text, area: area), tag)
    }
  }

  /// An area makes sense for a level in a known unit of length.
  private func readArea(_ fields: SiteFields, _ tag: SiteWord, of known: SitePhysicsTags) -> Double? {
    guard let area = fields.number("area", .value(unit: "m2")) else { return nil }
    if area <= 0 {
      diagnostics.report("expected an area above 0, found \(area.written)", at: fields.place("area"))
      return nil
    }
    guard let dimensions = known.dimensions(of: tag.text) else {
      diagnostics.report(
        "an area needs the unit of \"\(tag.text.shortened)\": state it there, or leave the area to be identified",
        at: fields.place("area"))
      return nil
    }
    guard dimensions == [.length] || !known.hasKnownUnit(tag.text) && dimensions.contains(.length) else {
      diagnostics.report(
        "an area goes with a level in a unit of length, but \"\(tag.text.shortened)\" is in "
          + known.unitWords(of: tag.text), at: fields.place("area"))
      return nil
    }
    if !known.hasKnownUnit(tag.text) {
      diagnostics.report(
        "an area needs the unit of \"\(tag.text.shortened)\": state it there, or leave the area to be identified",
        at: fields.place("area"))
    }
    return area
  }

  private func check(_ balance: Balance, _ fields: SiteFields) {
    if balance.inflow.isEmpty && balance.outflow.isEmpty {
      diagnostics.report("expected at least one inflow or outflow", at: fields.place)
    }
    let own = balance.storage.map(\.tag) + balance.inflow + balance.outflow
    if let twice = own.first(where: { tag in own.count { $0 == tag } > 1 }) {
      diagnostics.report("tag \"\(twice.shortened)\" occurs twice in one balance", at: fields.place)
    }
    if balance.storage.count > 1, balance.storage.contains(where: { $0.area == nil }),
      balance.storage.contains(where: { $0.area != nil })
    {
      diagnostics.report("state the area of every store or of none", at: fields.place("storage"))
    }
  }

  /// What is stored and what flows must be the same kind of thing: volume and volume per time, and so on.
  private func checkDimensions(_ stores: [SiteWord], flows: [SiteWord], of known: SitePhysicsTags) {
    var allowed: [Dimension] = [.volumeFlow, .massFlow, .power, .reactivePower, .current, .share]
    for store in stores {
      guard let dimensions = known.dimensions(of: store.text) else { continue }
      let fitting = dimensions.flatMap(Self.flows(into:))
      guard !fitting.isEmpty else {
        diagnostics.report(
          "expected a level, volume, mass or energy, but \"\(store.text.shortened)\" is in "
            + known.unitWords(of: store.text), at: store.place)
        continue
      }
      allowed = allowed.filter(fitting.contains)
    }
    for flow in flows {
      guard let dimensions = known.dimensions(of: flow.text) else { continue }
      let fitting = allowed.filter(dimensions.contains)
      guard !fitting.isEmpty else {
        let expected = allowed.flatMap(Unit.symbols).joined(separator: ", ")
        diagnostics.report(
          "a balance needs flows of one kind (\(expected)), but \"\(flow.text.shortened)\" is in "
            + known.unitWords(of: flow.text), at: flow.place)
        continue
      }
      allowed = fitting
    }
  }

  /// What may flow into a store of a dimension.
  private static func flows(into dimension: Dimension) -> [Dimension] {
    switch dimension {
    case .length, .volume: [.volumeFlow]
    case .mass: [.massFlow]
    case .energy: [.power]
    case .share: [.volumeFlow, .massFlow, .power, .share]
    default: []
    }
  }
}
