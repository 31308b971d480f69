extension InputFileReader {
  mutating func readOption(_ line: InputLine) throws(InputFileError) {
    let first = try line.word(0).uppercased()
    switch first {
    case "UNITS":
      guard units.choose(flow: try line.word(1)) else {
        throw line.fault("unknown flow unit \(InputLine.quote(line.words[1]))")
      }
    case "HEADLOSS": try readHeadLoss(line)
    case "PRESSURE" where !line.matches(1, "EXPONENT"): try readPressureUnit(line)
    case "VISCOSITY": network.options.viscosity = try line.number(1)
    case "SPECIFIC": network.options.specificGravity = try line.number(2)
    case "TRIALS": network.options.trials = try line.integer(1, in: 1...100_000)
    case "ACCURACY": network.options.accuracy = try line.number(1)
    case "UNBALANCED": try readUnbalanced(line)
    case "PATTERN": network.options.defaultPattern = try line.word(1)
    case "DEMAND": try readDemandOption(line)
    case "CHECKFREQ": network.options.checkFrequency = try line.integer(1, in: 1...100_000)
    case "MAXCHECK": network.options.lastCheck = try line.integer(1, in: 0...100_000)
    case "DAMPLIMIT": network.options.dampLimit = try line.number(1)
    case "HEADERROR", "FLOWCHANGE":
      guard try line.number(1) == 0 else { throw line.fault("option \(first) is not supported") }
    case "HYDRAULICS" where line.matches(1, "USE"): throw line.fault("hydraulics from a file are not supported")
    case "HYDRAULICS", "QUALITY", "DIFFUSIVITY", "EMITTER", "BACKFLOW", "TOLERANCE", "MAP", "SEGMENTS", "VERIFY",
      "MINIMUM", "REQUIRED", "PRESSURE":
      break
    default: throw line.fault("unknown option \(InputLine.quote(line.words[0]))")
    }
  }

  private mutating func readHeadLoss(_ line: InputLine) throws(InputFileError) {
    switch try line.word(1).uppercased() {
    case "H-W": network.options.headLoss = .hazenWilliams
    case "D-W": network.options.headLoss = .darcyWeisbach
    case "C-M": network.options.headLoss = .chezyManning
    default: throw line.fault("unknown head loss formula \(InputLine.quote(line.words[1]))")
    }
  }

  private mutating func readPressureUnit(_ line: InputLine) throws(InputFileError) {
    switch try line.word(1).uppercased() {
    case "PSI": units.pressureUnit = .psi
    case "KPA": units.pressureUnit = .kilopascal
    case "METERS", "METRES": units.pressureUnit = .metre
    default: throw line.fault("unknown pressure unit \(InputLine.quote(line.words[1]))")
    }
  }

  private mutating func readUnbalanced(_ line: InputLine) throws(InputFileError) {
    if line.matches(1, "STOP") {
      network.options.unbalanced = .stop
    } else if line.matches(1, "CONT") {
      let extra = line.count > 2 ? try line.integer(2, in: 0...100_000) : 0
      network.options.unbalanced = .proceed(extraTrials: extra)
    } else {
      throw line.fault("UNBALANCED must be STOP or CONTINUE")
    }
  }

  private mutating func readDemandOption(_ line: InputLine) throws(InputFileError) {
    if line.matches(1, "MULT") {
      network.options.demandMultiplier = try line.number(2)
    } else if line.matches(1, "MODEL") {
      guard line.matches(2, "DDA") else { throw line.fault("pressure-driven demand is not supported") }
    } else {
      throw line.fault("unknown option \(InputLine.quote(line.words.joined(separator: " ")))")
    }
  }

  /// What can only be known once all options are read.
  mutating func finishOptions() throws(InputFileError) {
    units.specificGravity = network.options.specificGravity
    guard units.specificGravity > 0, network.options.viscosity > 0 else {
      throw InputFileError(line: 0, section: "OPTIONS", reason: "viscosity and specific gravity must be positive")
    }
    // A small number is the viscosity itself, not its ratio to that of water.
    if network.options.viscosity <= 1e-3 {
      network.options.viscosity /= units.isSI ? 1.1e-5 * Constants.foot * Constants.foot : 1.1e-5
    }
  }

  mutating func readTime(_ line: InputLine) throws(InputFileError) {
    let first = try line.word(0).uppercased()
    let second = line.count > 1 ? line.words[1].uppercased() : ""
    switch (first, second) {
    case ("DURATION", _): network.times.duration = try seconds(line, from: 1)
    case ("START", _): network.times.startClockTime = try seconds(line, from: 2) % 86400
    case ("HYDRAULIC", _): network.times.hydraulicStep = try seconds(line, from: 2)
    case ("PATTERN", "START"): network.times.patternStart = try seconds(line, from: 2)
    case ("PATTERN", _): network.times.patternStep = try seconds(line, from: 2)
    case ("REPORT", "START"): network.times.reportStart = try seconds(line, from: 2)
    case ("REPORT", _): network.times.reportStep = try seconds(line, from: 2)
    case ("RULE", _): network.times.ruleStep = try seconds(line, from: 2)
    case ("QUALITY", _), ("STATISTIC", _): break
    default: throw line.fault("unknown time \(InputLine.quote(line.words[0]))")
    }
  }

  /// A time as seconds: decimal hours, H:MM or H:MM:SS, or a number with a unit, or a clock time with AM or PM.
  func seconds(_ line: InputLine, from place: Int) throws(InputFileError) -> Int {
    let text = try line.word(place)
    let unit = line.count > place + 1 ? line.words[place + 1].uppercased() : ""
    var hours: Double?
    if let number = InputLine.number(text) {
      hours = number * (Self.hours(ofUnit: unit) ?? .nan)
    } else {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { InputLine.number(String($0)) }
      if (2...3).contains(parts.count), parts.allSatisfy({ ($0 ?? -1) >= 0 }) {
        let numbers = parts.map { $0 ?? 0 }
        hours = numbers[0] + numbers[1] / 60 + (numbers.count > 2 ? numbers[2] / 3600 : 0)
      }
    }
    if var value = hours {
      if unit == "AM" || unit == "PM" {
        guard value < 13 else { throw line.fault("\(InputLine.quote(text)) is no clock time") }
        if value >= 12 { value -= 12 }
        if unit == "PM" { value += 12 }
      }
      if value >= 0, value <= 1e8 { return Int(value * 3600 + 0.5) }
    }
    throw line.fault("\(InputLine.quote(text + (unit.isEmpty ? "" : " " + unit))) is not a time")
  }

  private static func hours(ofUnit unit: String) -> Double? {
    if unit.isEmpty || unit == "AM" || unit == "PM" || unit.hasPrefix("HOU") { return 1 }
    if unit.hasPrefix("SEC") { return 1 / 3600.0 }
    if unit.hasPrefix("MIN") { return 1 / 60.0 }
    return unit.hasPrefix("DAY") ? 24 : nil
  }
}
