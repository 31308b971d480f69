import PowerFlow

/// What the equipment is called: buses `B09`, branches `L04-09` (a second circuit `L04-09b`), machines `G02`, phasor
/// units `PMU06`, feeder buses `F18`, photovoltaic plants `PV14`.
struct GridNames {
  /// Shape `[bus]`.
  let buses: [String]
  /// Shape `[branch]`.
  let branches: [String]
  /// Shape `[unit]`.
  let machines: [String]
  /// In the order of the description's phasor buses.
  let phasors: [String]
  /// In the order of the feeder's metered buses.
  let feederBuses: [String]
  /// The feeder's capacitor; empty without a feeder.
  let feederCapacitor: String
  /// In the order of the feeder's photovoltaic plants.
  let photovoltaics: [String]

  init(_ description: SmartGridDescription) {
    let gridCase = description.gridCase
    let width = max(2, String(gridCase.buses.map(\.number).max() ?? 1).count)
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    buses = gridCase.buses.map { "B" + padded($0.number, width) }
    branches = Self.unique(gridCase.branches.map { "L\(padded($0.from, width))-\(padded($0.to, width))" })
    machines = Self.unique(gridCase.generators.map { "G" + padded($0.bus, width) })
    phasors = description.phasorBuses.map { "PMU" + padded(gridCase.buses[$0].number, width) }
    let own = description.feeder?.gridCase.buses.map { padded($0.number, 2) } ?? []
    feederBuses = description.feeder?.meteredBuses.map { "F" + own[$0] } ?? []
    feederCapacitor = description.feeder.map { "F" + own[$0.capacitorBus] } ?? ""
    photovoltaics = description.feeder?.photovoltaics.map { "PV" + own[$0.bus] } ?? []
  }

  /// Repeated names get the letters b, c, … and numbers beyond z.
  private static func unique(_ names: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return names.map { name in
      let times = seen[name, default: 0]
      seen[name] = times + 1
      guard times > 0 else { return name }
      return times < 26 ? name + String(UnicodeScalar(UInt8(97 + times))) : "\(name)#\(times + 1)"
    }
  }
}
