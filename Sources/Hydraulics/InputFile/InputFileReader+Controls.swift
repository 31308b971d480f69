extension InputFileReader {
  /// `LINK id action IF NODE id ABOVE|BELOW value`, `LINK id action AT TIME t`, `LINK id action AT CLOCKTIME t [AM|PM]`.
  mutating func readControl(_ line: InputLine) throws(InputFileError) {
    guard line.count >= 6 else { throw line.fault("needs at least six words") }
    let name = line.words[1]
    guard let link = linkNumbers[name] else { throw line.fault("acts on unknown link \(InputLine.quote(name))") }
    let action = try linkAction(line, 2, link)
    let condition: WaterNetwork.Control.Condition
    if line.matches(3, "AT") {
      if line.matches(4, "CLOCKTIME") {
        condition = .clockTime(try seconds(line, from: 5) % 86400)
      } else if line.matches(4, "TIME") {
        condition = .time(try seconds(line, from: 5))
      } else {
        throw line.fault("AT must be followed by TIME or CLOCKTIME")
      }
    } else if line.matches(3, "IF") {
      condition = try levelCondition(line)
    } else {
      throw line.fault("needs IF or AT after the action")
    }
    controlLines.append(line)
    network.controls.append(WaterNetwork.Control(link: name, action: action, condition: condition))
  }

  private func levelCondition(_ line: InputLine) throws(InputFileError) -> WaterNetwork.Control.Condition {
    let node = try line.word(5)
    guard nodeLines[node] != nil else { throw line.fault("looks at unknown node \(InputLine.quote(node))") }
    let level = try line.number(7) * (junctionNumbers[node] == nil ? units.length : units.pressure)
    if line.matches(6, "BELOW") { return .below(node: node, level: level) }
    if line.matches(6, "ABOVE") { return .above(node: node, level: level) }
    throw line.fault("needs ABOVE or BELOW after the node")
  }

  func linkAction(
    _ line: InputLine, _ place: Int, _ link: LinkNumber
  ) throws(InputFileError) -> WaterNetwork.LinkAction {
    if line.matches(place, "OPEN") { return .open }
    if line.matches(place, "CLOSED") { return .close }
    return .setting(try line.number(place) * settingUnit(link))
  }
}
