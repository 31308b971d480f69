extension WaterNetwork {
  /// Shape `[link]`.
  func laws() throws(NetworkError) -> [LinkLaw] {
    var laws: [LinkLaw] = pipes.map { $0.hasCheckValve ? .checkValvePipe : .pipe }
    for pump in pumps {
      do throws(PumpCurveError) {
        laws.append(try LinkLaw.pump(pump.law))
      } catch {
        throw NetworkError(.link, pump.name, "head curve must fall from a shut-off head and bend downwards")
      }
    }
    for valve in valves {
      switch valve.law {
      case .pressureReducing: laws.append(.pressureReducing)
      case .pressureSustaining: laws.append(.pressureSustaining)
      case .pressureBreaking: laws.append(.pressureBreaking)
      case .flowControl: laws.append(.flowControl)
      case .throttle: laws.append(.throttle(diameter: valve.diameter))
      case .generalPurpose(let curve): laws.append(.generalPurpose(curve))
      }
    }
    return laws
  }

  /// Shape `[link]`, m/(m³/s)².
  func minorResistances() -> [Double] {
    pipes.map { Constants.minorResistance($0.minorLoss, diameter: $0.diameter) }
      + pumps.map { _ in 0 }
      + valves.map { Constants.minorResistance($0.minorLoss, diameter: $0.diameter) }
  }

  /// Shape `[link]`.
  func startStatuses() -> [LinkStatus] {
    pipes.map { $0.status == .open || $0.hasCheckValve ? .open : .closed }
      + pumps.map { $0.status == .open && $0.speed > 0 ? .open : .closed }
      + valves.map { valve in
        switch valve.status {
        case .open: .open
        case .closed: .closed
        case nil: .active
        }
      }
  }

  /// Shape `[link]`; `HydraulicState.noSetting` for links that have none.
  func startSettings() -> [Double] {
    pipes.map { _ in HydraulicState.noSetting }
      + pumps.map(\.speed)
      + valves.map { valve in
        if case .generalPurpose = valve.law { return 0 }
        return valve.status == nil ? valve.law.setting : HydraulicState.noSetting
      }
  }

  /// Shape `[link]`, m³/s.
  func startFlows(laws: [LinkLaw], statuses: [LinkStatus], settings: [Double]) -> [Double] {
    let diameters = pipes.map(\.diameter) + pumps.map { _ in 0 } + valves.map(\.diameter)
    return laws.indices.map { link in
      if statuses[link].isClosed { return Constants.zeroFlow }
      if laws[link].isPump { return settings[link] * laws[link].designFlow }
      let diameter = diameters[link] / Constants.foot
      return Constants.startVelocity * Double.pi * diameter * diameter / 4 * Constants.cubicFoot
    }
  }
}

extension WaterNetwork.Pipe {
  func resistance(_ law: HydraulicOptions.HeadLoss) -> Double {
    switch law {
    case .hazenWilliams:
      Constants.hazenWilliamsResistance(length: length, diameter: diameter, coefficient: roughness)
    case .darcyWeisbach:
      Constants.darcyWeisbachResistance(length: length, diameter: diameter)
    case .chezyManning:
      Constants.chezyManningResistance(length: length, diameter: diameter, roughness: roughness)
    }
  }
}

extension WaterNetwork.ValveLaw {
  /// The setting in SI; 0 for a general purpose valve, whose curve is its setting.
  var setting: Double {
    switch self {
    case .pressureReducing(let value), .pressureSustaining(let value), .pressureBreaking(let value),
      .flowControl(let value), .throttle(let value):
      value
    case .generalPurpose: 0
    }
  }
}
