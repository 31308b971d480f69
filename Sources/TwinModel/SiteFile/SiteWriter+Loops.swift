extension SiteWriter {
  mutating func writeLoops(_ loops: [ControlLoop]) {
    section(
      "loops", "Control loops. setpoint in the first measured tag's unit; cascade: the loop whose set point is moved.",
      isEmpty: loops.isEmpty)
    for loop in loops {
      item("id", loop.id.yaml)
      field("controller", loop.controller.yaml)
      field("measured", loop.measured.yaml)
      switch loop.output {
      case .actuators(let actuators): field("actuators", actuators.yaml)
      case .cascade(let inner): field("cascade", inner.yaml)
      }
      field("setpoint", loop.setpoint?.written)
      field("unit", loop.unit?.yaml)
      field("rule", loop.rule?.yaml)
    }
  }
}
