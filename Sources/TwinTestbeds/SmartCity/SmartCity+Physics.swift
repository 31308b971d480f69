import TwinModel

extension SmartCity {
  /// What flows into and out of each tank, with the tanks' areas as the network states them. What districts draw is not
  /// metered: it follows the week, and the metered flow to the district behind PU8.
  static var balances: [Balance] {
    func tank(
      _ name: String, _ stores: [(String, Double)], _ inflow: [String], _ outflow: [String] = [], follows: Bool = true
    ) -> Balance {
      Balance(
        name: name, storage: stores.map { Balance.Store(tag: "L_\($0.0)", area: $0.1) },
        inflow: inflow.map { "F_\($0)" }, outflow: outflow.map { "F_\($0)" }, profile: .week,
        follows: follows ? ["F_PU8"] : [])
    }
    return [
      tank("T1 and its district", [("T1", 769.45)], ["PU1", "PU2", "PU3"], ["V2", "PU8", "PU9", "PU10", "PU11"]),
      tank("T2 and its district", [("T2", 339.14)], ["V2"], ["PU4", "PU5", "PU6", "PU7"]),
      tank("T3", [("T3", 148.06)], ["PU4", "PU5"]),
      tank("T4 and its district", [("T4", 106.41)], ["PU6", "PU7"]),
      tank("T5 and its district", [("T5", 111.03)], ["PU8", "PU9"], follows: false),
      tank("T6 and T7", [("T6", 54.5), ("T7", 40.04)], ["PU10", "PU11"]),
    ]
  }

  /// Pump curves, and what the lamps draw at a brightness and a voltage.
  static var relations: [Relation] {
    let stations: [(pumps: [String], discharge: String, suction: String)] = [
      (["PU1", "PU2"], "J269", "J280"), (["PU4", "PU5"], "J256", "J300"), (["PU6", "PU7"], "J415", "J289"),
      (["PU8", "PU9"], "J306", "J302"), (["PU10", "PU11"], "J317", "J307"),
    ]
    let curves = stations.flatMap { station in
      station.pumps.map { pump in
        Relation(
          name: "curve of \(pump)", tag: "F_\(pump)", from: ["P_\(station.discharge)", "P_\(station.suction)"],
          form: .pump, runsWith: "S_\(pump)")
      }
    }
    let lamps = districts.map { district in
      Relation(name: "lamps of \(district)", tag: "W_\(district)", from: ["S_\(district)", "U_FDR"], form: .quadratic)
    }
    return curves + lamps
  }

  /// The two-point programs. Pumps of a pair change roles every morning, so the leader's rule holds for either of them
  /// and the assistant's for both; a level is 15 minutes old at most when a PLC acts on it.
  static var rules: [ControllerRule] {
    SmartCityController.programs.compactMap { program in
      // T5 shuts its inlet before PU8's program would act.
      guard devices[program.device] != "PU8" else { return nil }
      let pair = SmartCityController.pairs.first { $0.0 == program.device || $0.1 == program.device }
      let partner = pair.map { $0.0 == program.device ? $0.1 : $0.0 }
      let leads = !SmartCityController.programs.contains { other in
        other.device == partner && other.onBelow > program.onBelow
      }
      return ControllerRule(
        actuator: "S_\(devices[program.device])", others: partner.map { ["S_\(devices[$0])"] } ?? [],
        needs: leads ? .any : .all, level: "L_\(tanks[program.tank])", on: program.onBelow, off: program.offAbove,
        delay: 1200, tolerance: 0.15)
    }
  }
}
