extension InputFileReader {
  mutating func readJunction(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    let elevation = try line.number(1) * units.length
    let base = try line.number(2, or: 0) * units.flow
    let demand = WaterNetwork.Demand(base: base, pattern: patternName(line, 3))
    junctionNumbers[name] = network.junctions.count
    network.junctions.append(WaterNetwork.Junction(name: name, elevation: elevation, demands: [demand]))
    try remember(node: name, line)
  }

  mutating func readReservoir(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    let head = try line.number(1) * units.length
    network.reservoirs.append(WaterNetwork.Reservoir(name: name, head: head, pattern: patternName(line, 2)))
    try remember(node: name, line)
  }

  mutating func readTank(_ line: InputLine) throws(InputFileError) {
    if line.count <= 3 { return try readReservoir(line) }
    let name = try line.word(0)
    let lowest = try line.number(3) * units.length
    let highest = try line.number(4) * units.length
    guard lowest <= highest else { throw line.fault("lowest level lies above the highest") }
    var tank = WaterNetwork.Tank(
      name: name, elevation: try line.number(1) * units.length, initialLevel: try line.number(2) * units.length,
      levels: lowest...highest, diameter: try line.number(5) * units.length,
      minimumVolume: try line.number(6, or: 0) * units.volume)
    if line.count > 7, line.words[7] != "*" {
      tank.volumeCurve = try curve(line.words[7], x: units.length, y: units.volume, for: line)
    }
    if line.count > 8 {
      guard line.matches(8, "YES") || line.matches(8, "NO") else {
        throw line.fault("overflow must be YES or NO, not \(InputLine.quote(line.words[8]))")
      }
      tank.overflows = line.matches(8, "YES")
    }
    network.tanks.append(tank)
    try remember(node: name, line)
  }

  /// Demands given in their own section replace the one given with the junction.
  mutating func readDemands() throws(InputFileError) {
    var replaced: Set<Int> = []
    for line in of(.demands) {
      if line.matches(0, "MULTIPLY") {
        network.options.demandMultiplier = try line.number(1)
        continue
      }
      let name = try line.word(0)
      let base = try line.number(1) * units.flow
      guard let number = junctionNumbers[name] else {
        throw line.fault("names unknown junction \(InputLine.quote(name))")
      }
      if replaced.insert(number).inserted { network.junctions[number].demands = [] }
      network.junctions[number].demands.append(WaterNetwork.Demand(base: base, pattern: patternName(line, 2)))
      nodeLines[name] = line
    }
  }

  mutating func readCoordinates(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    let place = WaterNetwork.Coordinates(x: try line.number(1), y: try line.number(2))
    if let number = junctionNumbers[name] {
      network.junctions[number].coordinates = place
    } else if let number = network.reservoirs.firstIndex(where: { $0.name == name }) {
      network.reservoirs[number].coordinates = place
    } else if let number = network.tanks.firstIndex(where: { $0.name == name }) {
      network.tanks[number].coordinates = place
    }
  }

  func patternName(_ line: InputLine, _ place: Int) -> String? {
    place < line.count && line.words[place] != "*" ? line.words[place] : nil
  }

  private mutating func remember(node name: String, _ line: InputLine) throws(InputFileError) {
    if nodeLines.updateValue(line, forKey: name) != nil {
      throw line.fault("node \(InputLine.quote(name)) has this name twice")
    }
  }
}
