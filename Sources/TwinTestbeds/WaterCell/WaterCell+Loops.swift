import TwinModel

extension WaterCell {
  /// The programs of the two PLCs.
  static var loops: [ControlLoop] {
    [
      ControlLoop(
        id: "inlet", controller: "PLC1", measured: ["LIT101"], output: .actuators(["MV101"]),
        rule: "opens at ≤ 0.5 m, shuts at ≥ 0.8 m", unit: "m"),
      ControlLoop(
        id: "transfer", controller: "PLC1", measured: ["LIT301", "LIT101"], output: .actuators(["P101"]),
        rule: "on at LIT301 ≤ 0.8 m, off at ≥ 1 m; locked at LIT101 ≤ 0.25 m until ≥ 0.5 m", unit: "m"),
      ControlLoop(
        id: "delivery", controller: "PLC3", measured: ["LIT301"], output: .actuators(["P301"]),
        rule: "on but from 1:00 to 4:00; locked at LIT301 ≤ 0.25 m until ≥ 0.8 m", unit: "m"),
    ]
  }
}
