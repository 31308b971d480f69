internal import CKernels

#if canImport(Glibc)
  import Glibc
#endif

/// The optimiser Adam for one array of parameters.
///
/// Source: Kingma and Ba, Adam: A Method for Stochastic Optimization (2015), algorithm 1, in the form at the end of
/// section 2 that folds the bias correction into the step size.
struct Adam {
  private var first: [Float]
  private var second: [Float]
  private var steps = 0
  private static let beta1 = 0.9
  private static let beta2 = 0.999

  init(count: Int) {
    first = [Float](repeating: 0, count: count)
    second = first
  }

  /// Moves `parameters` against `gradient` with the given learning rate.
  mutating func step(_ parameters: inout [Float], gradient: [Float], rate: Double) {
    steps += 1
    let correction = (1 - pow(Self.beta2, Double(steps))).squareRoot() / (1 - pow(Self.beta1, Double(steps)))
    sat_adam_f32(
      &parameters, gradient, &first, &second, parameters.count, Float(rate * correction), Float(Self.beta1),
      Float(Self.beta2), 1e-8)
  }
}
