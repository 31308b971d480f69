extension InputFileReader {
  /// Which part of a rule the next AND belongs to.
  private enum Part {
    case name
    case premises
    case then
    case otherwise
    case priority
  }

  mutating func readRules() throws(InputFileError) {
    var part: Part?
    for line in of(.rules) {
      let keyword = try line.word(0).uppercased()
      if keyword == "RULE" {
        let name = try line.word(1)
        if ruleLines.updateValue(line, forKey: name) != nil {
          throw line.fault("rule \(InputLine.quote(name)) has this name twice")
        }
        network.rules.append(WaterNetwork.Rule(name: name))
        part = .name
        continue
      }
      guard let now = part else { throw line.fault("stands before the first RULE") }
      part = try readRuleLine(line, keyword, now, &network.rules[network.rules.count - 1])
    }
  }

  private func readRuleLine(
    _ line: InputLine, _ keyword: String, _ part: Part, _ rule: inout WaterNetwork.Rule
  ) throws(InputFileError) -> Part {
    switch (keyword, part) {
    case ("IF", .name):
      rule.premises.append(try premise(line, .and))
      return .premises
    case ("AND", .premises), ("OR", .premises):
      rule.premises.append(try premise(line, keyword == "OR" ? .or : .and))
      return .premises
    case ("THEN", .premises), ("AND", .then):
      rule.then.append(try action(line))
      return .then
    case ("ELSE", .then), ("AND", .otherwise):
      rule.otherwise.append(try action(line))
      return .otherwise
    case ("PRIORITY", .then), ("PRIORITY", .otherwise):
      rule.priority = try line.number(1)
      return .priority
    default: throw line.fault("\(InputLine.quote(keyword)) is out of place in a rule")
    }
  }

  /// `THEN LINK id STATUS|SETTING IS value`.
  private func action(_ line: InputLine) throws(InputFileError) -> WaterNetwork.Rule.Action {
    guard line.count == 6 else { throw line.fault("an action has six words") }
    let name = line.words[2]
    guard let link = linkNumbers[name] else { throw line.fault("acts on unknown link \(InputLine.quote(name))") }
    return WaterNetwork.Rule.Action(link: name, action: try linkAction(line, 5, link))
  }

  /// `IF NODE|LINK id quantity relation value`, `IF SYSTEM quantity relation value`.
  private func premise(
    _ line: InputLine, _ joint: WaterNetwork.Rule.Joint
  ) throws(InputFileError) -> WaterNetwork.Rule.Premise {
    let object = try line.word(1).uppercased()
    if object == "SYSTEM" {
      return .init(joint: joint, claim: try systemClaim(line))
    }
    let name = try line.word(2)
    let quantity = try line.word(3).uppercased()
    let relation = try relation(line, 4)
    if ["NODE", "JUNCTION", "JUNC", "RESERVOIR", "RESERV", "TANK"].contains(object) {
      guard nodeLines[name] != nil else { throw line.fault("looks at unknown node \(InputLine.quote(name))") }
      let (subject, unit) = try nodeQuantity(line, quantity, name)
      let value = try line.number(5) * unit
      return .init(joint: joint, claim: .compares(subject, relation, value, tolerance: 0.001 * unit))
    }
    guard ["LINK", "PIPE", "PUMP", "VALVE"].contains(object) else {
      throw line.fault("\(InputLine.quote(object)) is neither a node, a link nor SYSTEM")
    }
    guard let link = linkNumbers[name] else { throw line.fault("looks at unknown link \(InputLine.quote(name))") }
    return .init(joint: joint, claim: try linkClaim(line, quantity, name, link, relation))
  }

  private func nodeQuantity(
    _ line: InputLine, _ quantity: String, _ name: String
  ) throws(InputFileError) -> (WaterNetwork.Rule.Quantity, unit: Double) {
    switch quantity {
    case "DEMAND": return (.demand(node: name), units.flow)
    case "HEAD", "GRADE": return (.head(node: name), units.length)
    case "LEVEL": return (.level(node: name), units.length)
    case "PRESSURE": return (.level(node: name), units.pressure)
    case "FILLTIME": return (.fillTime(node: name), 3600)
    case "DRAINTIME": return (.drainTime(node: name), 3600)
    default: throw line.fault("a node has no \(InputLine.quote(quantity))")
    }
  }

  private func linkClaim(
    _ line: InputLine, _ quantity: String, _ name: String, _ link: LinkNumber, _ relation: WaterNetwork.Rule.Relation
  ) throws(InputFileError) -> WaterNetwork.Rule.Claim {
    switch quantity {
    case "FLOW":
      return .compares(.flow(link: name), relation, try line.number(5) * units.flow, tolerance: 0.001 * units.flow)
    case "SETTING":
      let unit = settingUnit(link)
      return .compares(.setting(link: name), relation, try line.number(5) * unit, tolerance: 0.001 * unit)
    case "STATUS":
      guard relation == .equal || relation == .notEqual else { throw line.fault("a status IS or is NOT") }
      let status: WaterNetwork.Rule.Status
      switch try line.word(5).uppercased() {
      case "OPEN": status = .open
      case "CLOSED": status = .closed
      case "ACTIVE": status = .active
      default: throw line.fault("unknown status \(InputLine.quote(line.words[5]))")
      }
      return .hasStatus(link: name, status, negated: relation == .notEqual)
    default: throw line.fault("a link has no \(InputLine.quote(quantity))")
    }
  }

  private func systemClaim(_ line: InputLine) throws(InputFileError) -> WaterNetwork.Rule.Claim {
    let relation = try relation(line, 3)
    switch try line.word(2).uppercased() {
    case "DEMAND":
      return .compares(.systemDemand, relation, try line.number(4) * units.flow, tolerance: 0.001 * units.flow)
    case "TIME": return .compares(.time, relation, Double(try seconds(line, from: 4)), tolerance: 0)
    case "CLOCKTIME": return .compares(.clockTime, relation, Double(try seconds(line, from: 4)), tolerance: 0)
    default: throw line.fault("the system has no \(InputLine.quote(line.words[2]))")
    }
  }

  private func relation(_ line: InputLine, _ place: Int) throws(InputFileError) -> WaterNetwork.Rule.Relation {
    switch try line.word(place).uppercased() {
    case "=", "IS": return .equal
    case "<>", "NOT": return .notEqual
    case "<", "BELOW": return .less
    case "<=": return .lessOrEqual
    case ">", "ABOVE": return .greater
    case ">=": return .greaterOrEqual
    default: throw line.fault("\(InputLine.quote(line.words[place])) is no comparison")
    }
  }
}
