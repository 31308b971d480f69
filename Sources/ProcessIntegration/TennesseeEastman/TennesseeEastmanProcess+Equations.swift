extension TennesseeEastmanProcess {
  /// How a step is integrated.
  public enum IntegrationMethod: Sendable, Equatable {
    /// First order: the method with which the published results were made.
    case euler
    /// Fourth order at four times the cost; allows steps of several seconds.
    case rungeKutta4
    /// Adaptive within each step.
    case dormandPrince(DormandPrince)
  }

  /// The process between two samples, when commands and the shape of disturbances do not change.
  struct Equations: DifferentialEquations {
    var signals: DisturbanceSignals
    var disturbances: Disturbances
    var held: ManipulatedVariables
    var temperatures: Temperatures

    /// The balances, or zero where a limit is violated.
    mutating func derivative(of state: State, at time: Double) -> State {
      let surroundings = Surroundings(signals: signals, disturbances: disturbances, at: time)
      let flowsheet = Flowsheet(state, surroundings, guess: temperatures)
      temperatures = flowsheet.temperatures
      guard Shutdown(flowsheet) == nil else { return .zero }
      return flowsheet.derivative(of: state, following: held, surroundings)
    }
  }
}
