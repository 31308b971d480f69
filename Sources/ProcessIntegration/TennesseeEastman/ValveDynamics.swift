extension TennesseeEastmanProcess {
  /// How valves follow commands: a first-order lag, and stiction while a disturbance makes a valve stick.
  ///
  /// Source: Downs & Vogel 1993, manipulated variables; disturbances 14, 15 and 19.
  enum ValveDynamics {
    /// Rates of the positions, %/h: (command − position)/τ.
    static func rate(of positions: ManipulatedVariables, following held: ManipulatedVariables) -> ManipulatedVariables {
      var rate = ManipulatedVariables()
      rate.percent = (held.percent - positions.percent) / timeConstants
      return rate
    }

    /// Takes over the commands that the valves notice, limited to 0 … 100 %.
    ///
    /// A sticking valve ignores a command within 2 % of the last one it took, except at the start; `NaN` moves no valve.
    static func accept(
      _ commands: ManipulatedVariables, into held: inout ManipulatedVariables, disturbances: Disturbances,
      isStart: Bool
    ) {
      for lane in 0..<12 {
        let threshold = !isStart && sticks(lane, disturbances) ? 2.0 : 0
        if (held.percent[lane] - commands.percent[lane]).magnitude > threshold {
          held.percent[lane] = commands.percent[lane]
        }
        held.percent[lane] = min(max(held.percent[lane], 0), 100)
      }
    }

    private static func sticks(_ lane: Int, _ disturbances: Disturbances) -> Bool {
      switch ManipulatedVariable(rawValue: lane + 1) {
      case .compressorRecycle, .separatorUnderflow, .stripperProduct, .stripperSteam:
        disturbances.contains(.valvesSticking)
      case .reactorCooling: disturbances.contains(.reactorCoolingValveSticking)
      case .condenserCooling: disturbances.contains(.condenserCoolingValveSticking)
      default: false
      }
    }

    /// Hours; the four unused lanes are 1.
    private static let timeConstants: SIMD16<Double> =
      SIMD16(8, 8, 6, 9, 7, 5, 5, 5, 120, 5, 5, 5, 3600, 3600, 3600, 3600) / 3600
  }
}
