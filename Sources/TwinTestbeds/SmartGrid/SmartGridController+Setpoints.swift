extension SmartGridController {
  /// Shape `[setpoint]`: frequency in Hz, voltages in pu; what is no number changes nothing.
  public var setpoints: [Double] {
    get { [frequencyReference] + tapRules.map(\.target) + (regulatorRule.map { [$0.target] } ?? []) }
    set {
      precondition(newValue.count == setpointNames.count, "one value a set point")
      if newValue[0].isFinite { frequencyReference = newValue[0] }
      for index in tapRules.indices where newValue[1 + index].isFinite { tapRules[index].target = newValue[1 + index] }
      if regulatorRule != nil, let target = newValue.last, target.isFinite { regulatorRule?.target = target }
    }
  }

  static func setpointNames(of description: SmartGridDescription) -> [String] {
    let names = GridNames(description)
    return ["SYS.FREQ_SET"] + description.tapChangers.map { names.branches[$0.branch] + ".TAP_SET" }
      + (description.feeder == nil ? [] : ["F.REG_SET"])
  }
}
