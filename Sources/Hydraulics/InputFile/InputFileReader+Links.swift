extension InputFileReader {
  mutating func readPipe(_ line: InputLine) throws(InputFileError) {
    let isDarcyWeisbach = network.options.headLoss == .darcyWeisbach
    var pipe = WaterNetwork.Pipe(
      name: try line.word(0), from: try line.word(1), to: try line.word(2),
      length: try line.number(3) * units.length, diameter: try line.number(4) * units.diameter,
      roughness: try line.number(5) * (isDarcyWeisbach ? units.roughness : 1))
    for place in 6..<max(6, min(8, line.count)) {
      if line.matches(place, "CV") {
        pipe.hasCheckValve = true
      } else if line.matches(place, "CLOSED") {
        pipe.status = .closed
      } else if line.matches(place, "OPEN") {
        pipe.status = .open
      } else {
        pipe.minorLoss = try line.number(place)
      }
    }
    try remember(link: pipe.name, .pipe(network.pipes.count), line)
    network.pipes.append(pipe)
  }

  mutating func readPump(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    let from = try line.word(1)
    let to = try line.word(2)
    var law: WaterNetwork.PumpLaw?
    var speed = 1.0
    var pattern: String?
    guard line.count > 3 else { throw line.fault("needs HEAD or POWER") }
    guard InputLine.number(line.words[3]) == nil else {
      throw line.fault("pumps written as in EPANET 1 are not supported; write HEAD or POWER")
    }
    for place in stride(from: 3, to: line.count, by: 2) {
      if line.matches(place, "HEAD") {
        law = .headCurve(try curve(try line.word(place + 1), x: units.flow, y: units.length, for: line))
      } else if line.matches(place, "POWER") {
        law = .power(try line.number(place + 1) * units.power)
      } else if line.matches(place, "SPEED") {
        speed = try line.number(place + 1)
      } else if line.matches(place, "PATTERN") {
        pattern = try line.word(place + 1)
      } else {
        throw line.fault("unknown pump property \(InputLine.quote(line.words[place]))")
      }
    }
    guard let law else { throw line.fault("needs HEAD or POWER") }
    try remember(link: name, .pump(network.pumps.count), line)
    network.pumps.append(
      WaterNetwork.Pump(name: name, from: from, to: to, law: law, speed: speed, speedPattern: pattern))
  }

  mutating func readValve(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    let type = try line.word(4).uppercased()
    let law: WaterNetwork.ValveLaw
    switch type {
    case "PRV": law = .pressureReducing(try line.number(5) * units.pressure)
    case "PSV": law = .pressureSustaining(try line.number(5) * units.pressure)
    case "PBV": law = .pressureBreaking(try line.number(5) * units.pressure)
    case "FCV": law = .flowControl(try line.number(5) * units.flow)
    case "TCV": law = .throttle(try line.number(5))
    case "GPV": law = .generalPurpose(try curve(try line.word(5), x: units.flow, y: units.length, for: line))
    case "PCV": throw line.fault("positional control valves (PCV) are not supported")
    default: throw line.fault("unknown valve type \(InputLine.quote(type))")
    }
    let valve = WaterNetwork.Valve(
      name: name, from: try line.word(1), to: try line.word(2), diameter: try line.number(3) * units.diameter,
      law: law, minorLoss: try line.number(6, or: 0))
    try remember(link: name, .valve(network.valves.count), line)
    network.valves.append(valve)
  }

  mutating func readStatus(_ line: InputLine) throws(InputFileError) {
    let name = try line.word(0)
    let word = try line.word(1)
    guard line.count == 2 else { throw line.fault("statuses of ranges of links are not supported") }
    guard let link = linkNumbers[name] else { throw line.fault("names unknown link \(InputLine.quote(name))") }
    let status: WaterNetwork.InitialStatus?
    if InputLine.matches(word, "OPEN") {
      status = .open
    } else if InputLine.matches(word, "CLOSED") {
      status = .closed
    } else if InputLine.matches(word, "ACTIVE") {
      status = nil
    } else {
      return try readSetting(link, line)
    }
    switch link {
    case .pipe(let number):
      guard !network.pipes[number].hasCheckValve else { throw line.fault("a check valve's status cannot be given") }
      network.pipes[number].status = status ?? .open
    case .pump(let number): network.pumps[number].status = status ?? .open
    case .valve(let number): network.valves[number].status = status
    }
  }

  private mutating func readSetting(_ link: LinkNumber, _ line: InputLine) throws(InputFileError) {
    let value = try line.number(1)
    guard value >= 0 else { throw line.fault("a setting cannot be negative") }
    switch link {
    case .pipe: throw line.fault("a pipe's status must be OPEN or CLOSED")
    case .pump(let number):
      network.pumps[number].speed = value
      network.pumps[number].status = value > 0 ? .open : .closed
    case .valve(let number):
      let valve = network.valves[number]
      let setting = value * settingUnit(link)
      network.valves[number].status = nil
      switch valve.law {
      case .pressureReducing: network.valves[number].law = .pressureReducing(setting)
      case .pressureSustaining: network.valves[number].law = .pressureSustaining(setting)
      case .pressureBreaking: network.valves[number].law = .pressureBreaking(setting)
      case .flowControl: network.valves[number].law = .flowControl(setting)
      case .throttle: network.valves[number].law = .throttle(setting)
      case .generalPurpose: throw line.fault("a general purpose valve's setting is its curve")
      }
    }
  }

  /// Factor from a setting in the file to SI.
  func settingUnit(_ link: LinkNumber) -> Double {
    guard case .valve(let number) = link else { return 1 }
    switch network.valves[number].law {
    case .pressureReducing, .pressureSustaining, .pressureBreaking: return units.pressure
    case .flowControl: return units.flow
    case .throttle, .generalPurpose: return 1
    }
  }

  private mutating func remember(link name: String, _ number: LinkNumber, _ line: InputLine) throws(InputFileError) {
    linkNumbers[name] = number
    if linkLines.updateValue(line, forKey: name) != nil {
      throw line.fault("link \(InputLine.quote(name)) has this name twice")
    }
  }
}
