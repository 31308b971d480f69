import PowerFlow
import TwinModel

extension SmartGridProcess {
  /// What the control centre and the local controllers do.
  var loops: [ControlLoop] {
    [dispatch] + tapLoops + capacitorLoops + feederLoops
  }

  private var dispatch: ControlLoop {
    ControlLoop(
      id: "dispatch", controller: "SYS", measured: [sensors[layout.frequency]],
      output: .actuators(actuatorLayout.activeSetpoint.map { actuators[$0] }), setpoint: description.nominalFrequency,
      rule: "least cost every 300 s, frequency corrected every 4 s", unit: "Hz")
  }

  private var tapLoops: [ControlLoop] {
    description.tapChangers.enumerated().map { index, changer in
      hold(
        changer.rule, id: "tap-\(index + 1)", controller: "SYS", voltage: layout.voltage.lowerBound + changer.bus,
        actuator: actuatorLayout.tap.lowerBound + index)
    }
  }

  private var capacitorLoops: [ControlLoop] {
    description.capacitors.enumerated().map { index, capacitor in
      switching(
        capacitor.rule, id: "capacitor-\(index + 1)", controller: "SYS",
        voltage: layout.voltage.lowerBound + capacitor.bus, actuator: actuatorLayout.capacitor.lowerBound + index)
    }
  }

  private var feederLoops: [ControlLoop] {
    guard let feeder = description.feeder else { return [] }
    func voltage(_ bus: Int) -> Int? {
      feeder.meteredBuses.firstIndex(of: bus).map { layout.feederVoltage.lowerBound + $0 }
    }
    let first = actuatorLayout.feeder.lowerBound
    let regulator = voltage(feeder.regulatedBus).map {
      hold(feeder.regulatorRule, id: "feeder-regulator", controller: "F", voltage: $0, actuator: first)
    }
    let capacitor = voltage(feeder.capacitorBus).map {
      switching(feeder.capacitorRule, id: "feeder-capacitor", controller: "F", voltage: $0, actuator: first + 1)
    }
    return [regulator, capacitor].compactMap(\.self)
  }

  private func hold(_ rule: TapRule, id: String, controller: String, voltage: Int, actuator: Int) -> ControlLoop {
    ControlLoop(
      id: id, controller: controller, measured: [sensors[voltage]], output: .actuators([actuators[actuator]]),
      setpoint: rule.target, rule: "holds \(rule.target) ± \(rule.deadband) pu", unit: "pu")
  }

  private func switching(
    _ rule: CapacitorRule, id: String, controller: String, voltage: Int, actuator: Int
  ) -> ControlLoop {
    ControlLoop(
      id: id, controller: controller, measured: [sensors[voltage]], output: .actuators([actuators[actuator]]),
      rule: "closes below \(rule.closeBelow) pu, opens above \(rule.openAbove) pu", unit: "pu")
  }
}
