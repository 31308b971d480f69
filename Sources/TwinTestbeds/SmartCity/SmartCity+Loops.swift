import TwinModel

extension SmartCity {
  /// The programs of PLCs and lighting controllers. Pumps of a pair stand together in the loops that they take in turn.
  static var loops: [ControlLoop] {
    let water = SmartCityController.programs.map { program in
      let pair = SmartCityController.pairs.first { $0.0 == program.device || $0.1 == program.device }
      let device = devices[program.device]
      let other = pair.map { devices[$0.0 == program.device ? $0.1 : $0.0] }
      let roles = other.map { ", \(device) and \($0) in turn, a day each" } ?? ""
      return ControlLoop(
        id: device.lowercased(), controller: controller(of: device), measured: ["L_\(tanks[program.tank])"],
        output: .actuators((other.map { [device, $0] } ?? [device]).map { "S_\($0)" }),
        rule: "on below \(program.onBelow) m, off above \(program.offAbove) m" + roles, unit: "m")
    }
    let light = districts.map { district in
      ControlLoop(
        id: district.lowercased(), controller: district, measured: ["E_\(district)"],
        output: .actuators(["S_\(district)"]), rule: "lit below 30 lx, dark above 60 lx, half from 23:00 to 5:00",
        unit: "lx")
    }
    return water + light
  }

  private static func controller(of device: String) -> String {
    switch device {
    case "PU1", "PU2", "PU3": "PLC1"
    case "PU8", "PU9", "PU10", "PU11": "PLC5"
    default: "PLC3"
    }
  }
}
