import PortableMath

extension HydraulicState {
  /// P and Y of every link at its present flow.
  mutating func linearise() {
    let pipes = model.pipeCount
    switch model.network.options.headLoss {
    case .hazenWilliams: linearisePowerLaw(exponent: Constants.hazenWilliamsExponent)
    case .chezyManning: linearisePowerLaw(exponent: Constants.quadraticExponent)
    case .darcyWeisbach:
      for pipe in 0..<pipes { lineariseDarcyWeisbach(pipe) }
    }
    for link in pipes..<model.linkCount { lineariseDevice(link) }
  }

  /// h = r·|q|^(n−1)·q, in two passes: the powers of all pipes, then the rest.
  private mutating func linearisePowerLaw(exponent: Double) {
    let pipes = model.pipeCount
    powers(exponent - 1)
    let hasMinorLoss = model.hasMinorLoss
    let (allResistance, allMinor) = (model.resistance, model.minorResistance)
    var (allConductance, allCorrection) = (take(&work.conductance), take(&work.correction))
    defer { (work.conductance, work.correction) = (allConductance, allCorrection) }
    let (flows, statuses) = (flows.span, statuses.span)
    let (resistance, minor) = (allResistance.span, allMinor.span)
    var conductance = allConductance.mutableSpan
    var correction = allCorrection.mutableSpan
    for pipe in 0..<pipes {
      let q = flows[pipe]
      if statuses[pipe].isClosed {
        conductance[pipe] = 1 / Constants.closedResistance
        correction[pipe] = q
        continue
      }
      var lossPerFlow = resistance[pipe] * conductance[pipe]
      var gradient = exponent * lossPerFlow
      if gradient < Constants.smallestGradient {
        gradient = Constants.smallestGradient / exponent
        lossPerFlow = gradient
      }
      if hasMinorLoss {
        lossPerFlow += minor[pipe] * abs(q)
        gradient += 2 * minor[pipe] * abs(q)
      }
      let inverse = 1 / gradient
      conductance[pipe] = inverse
      correction[pipe] = lossPerFlow * q * inverse
    }
  }

  /// |q|^exponent of all pipes, into `conductance`; a loop of its own so that it becomes vector instructions.
  private mutating func powers(_ exponent: Double) {
    let pipes = model.pipeCount
    var conductance = take(&work.conductance)
    defer { work.conductance = conductance }
    let flows = flows.span
    var result = conductance.mutableSpan
    precondition(flows.count >= pipes && result.count >= pipes, "one flow per pipe")
    for pipe in 0..<pipes {
      // SAFETY: the counts are checked above; unchecked so that the loop has no exits.
      result[unchecked: pipe] = boundedPower(max(abs(flows[unchecked: pipe]), 1e-30), exponent)
    }
  }

  /// Swamee–Jain for turbulent flow, Hagen–Poiseuille for laminar, Dunlop's cubic between.
  private mutating func lineariseDarcyWeisbach(_ pipe: Int) {
    let flow = flows[pipe]
    if statuses[pipe].isClosed { return set(pipe, closedAt: flow) }
    let q = abs(flow)
    let r = model.resistance[pipe]
    let minor = model.minorResistance[pipe]
    let (roughness, viscous) = model.roughness[pipe]
    if q <= 500 * Double.pi * viscous {
      let linear = 16 * Double.pi * viscous * r
      return set(pipe, loss: flow * (linear + minor * q), gradient: linear + 2 * minor * q)
    }
    let (factor, slope) = frictionFactor(flow: q, roughness: roughness, viscousDiameter: viscous)
    let total = factor * r + minor
    set(pipe, loss: total * q * flow, gradient: 2 * total * q + slope * r * q * q)
  }

  /// Pumps and valves. PRV, PSV and FCV that are not fixed get P = 0 and are assembled on their own.
  private mutating func lineariseDevice(_ link: Int) {
    let flow = flows[link]
    let setting = settings[link]
    let law = model.laws[link]
    if statuses[link].isClosed || (law.isPump && setting == 0) {
      if law.decidesItself && setting != Self.noSetting { return work.conductance[link] = 0 }
      return set(link, closedAt: flow)
    }
    switch law {
    case .pipe, .checkValvePipe: break
    case .powerFunctionPump(let shutOff, let resistance, let exponent, _):
      lineariseCurvedPump(link, shutOff: shutOff, resistance: resistance, exponent: exponent)
    case .segmentPump(let curve):
      let (intercept, slope) = curve.segment(at: abs(flow) / setting)
      let gradient = -slope * setting
      set(link, loss: gradient * flow - intercept * setting * setting, gradient: gradient)
    case .constantPowerPump(let product):
      lineariseConstantPower(link, product: product * setting * setting * setting)
    case .pressureReducing, .pressureSustaining, .flowControl:
      if setting == Self.noSetting { lineariseOpenValve(link) } else { work.conductance[link] = 0 }
    case .throttle(let diameter):
      let minor = setting == Self.noSetting ? nil : Constants.minorResistance(setting, diameter: diameter)
      lineariseOpenValve(link, minor: minor)
    case .pressureBreaking:
      let minor = model.minorResistance[link]
      if setting == Self.noSetting || setting == 0 || minor * flow * flow > setting {
        lineariseOpenValve(link)
      } else {
        work.conductance[link] = Constants.closedResistance
        work.correction[link] = setting * Constants.closedResistance
      }
    case .generalPurpose(let curve):
      let q = max(abs(flow), Constants.zeroFlow)
      let segment = curve.segment(at: q)
      let slope = max(segment.slope, 1e-6)
      work.conductance[link] = 1 / slope
      work.correction[link] = (segment.intercept / slope + q) * (flow < 0 ? -1 : 1)
    }
  }

  private mutating func lineariseCurvedPump(_ link: Int, shutOff: Double, resistance: Double, exponent: Double) {
    let flow = flows[link]
    let speed = settings[link]
    let r = speed == 1 ? resistance : resistance * boundedPower(speed, 2 - exponent)
    let head = -shutOff * speed * speed
    if abs(exponent - 1) < 1e-6 { return set(link, loss: head + r * flow, gradient: r) }
    let gradient = exponent * r * boundedPower(max(abs(flow), 1e-30), exponent - 1)
    if gradient < Constants.smallestGradient {
      set(link, loss: head + Constants.smallestGradient * flow, gradient: Constants.smallestGradient)
    } else {
      set(link, loss: head + gradient * flow / exponent, gradient: gradient)
    }
  }

  private mutating func lineariseConstantPower(_ link: Int, product: Double) {
    var flow = flows[link]
    if product > Constants.closedResistance * flow * flow {
      // Idle until now: without flow its law has no slope to start from.
      flow = model.laws[link].designFlow
      flows[link] = flow
    }
    let gradient = product / (flow * flow)
    if gradient < Constants.openResistance {
      work.conductance[link] = 1 / Constants.openResistance
      work.correction[link] = flow
    } else {
      set(link, loss: -product / flow, gradient: gradient)
    }
  }

  /// A valve that stands open, with its own loss coefficient or the given one.
  mutating func lineariseOpenValve(_ link: Int, minor: Double? = nil) {
    let flow = flows[link]
    let minor = minor ?? model.minorResistance[link]
    guard minor > 0 else {
      work.conductance[link] = 1 / Constants.openResistance
      work.correction[link] = flow
      return
    }
    let gradient = 2 * minor * abs(flow)
    if gradient < Constants.smallestGradient {
      set(link, loss: flow * Constants.smallestGradient, gradient: Constants.smallestGradient)
    } else {
      set(link, loss: flow * gradient / 2, gradient: gradient)
    }
  }

  mutating func set(_ link: Int, closedAt flow: Double) {
    work.conductance[link] = 1 / Constants.closedResistance
    work.correction[link] = flow
  }

  private mutating func set(_ link: Int, loss: Double, gradient: Double) {
    work.conductance[link] = 1 / gradient
    work.correction[link] = loss / gradient
  }
}
