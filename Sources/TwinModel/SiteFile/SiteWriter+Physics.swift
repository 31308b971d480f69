extension SiteWriter {
  mutating func writeBalances(_ balances: [Balance]) {
    section(
      "balances",
      "What flows in less what flows out is stored. area in m2, or left out to be identified; profile: none, day, week.",
      isEmpty: balances.isEmpty)
    for balance in balances {
      remark(balance.name)
      item("name", balance.name.yaml)
      if !balance.storage.isEmpty { line("    storage:") }
      for store in balance.storage {
        line("      - tag: \(store.tag.yaml)")
        field("area", store.area.map { "\($0.written) m2" }, indent: 8)
      }
      field("inflow", balance.inflow.isEmpty ? nil : balance.inflow.yaml)
      field("outflow", balance.outflow.isEmpty ? nil : balance.outflow.yaml)
      field("profile", balance.profile == .none ? nil : balance.profile.rawValue)
      field("follows", balance.follows.isEmpty ? nil : balance.follows.yaml)
    }
  }

  mutating func writeRelations(_ relations: [Relation]) {
    section(
      "relations",
      "One tag as a function of others. form: pump (from discharge, suction), valve (upstream, downstream), linear, quadratic.",
      isEmpty: relations.isEmpty)
    for relation in relations {
      remark(relation.name)
      item("name", relation.name.yaml)
      field("tag", relation.tag.yaml)
      field("from", relation.from.yaml)
      field("form", relation.form.rawValue)
      field("runs-with", relation.runsWith?.yaml)
    }
  }

  mutating func writeRules(_ rules: [ControllerRule]) {
    section(
      "rules", "Controllers that switch at two levels. delay and dwell in seconds; tolerance in the unit of the level.",
      isEmpty: rules.isEmpty)
    for rule in rules {
      remark(rule.actuator)
      item("actuator", rule.actuator.yaml)
      field(rule.needs == .any ? "or" : "and", rule.others.isEmpty ? nil : rule.others.yaml)
      field("level", rule.level.yaml)
      field(rule.acts == .below ? "on-below" : "on-above", rule.on?.written)
      field(rule.acts == .below ? "off-above" : "off-below", rule.off?.written)
      field("delay", rule.delay == 0 ? nil : rule.delay.written)
      field("dwell", rule.dwell == 0 ? nil : rule.dwell.written)
      field("tolerance", rule.tolerance?.written)
    }
  }

  private mutating func remark(_ name: String) {
    if let words = remarks[name] { line("  # \(words)") }
  }
}
