/// A point of a state space, as much of it as an integrator needs to know.
///
/// `Double`, `[Double]` and the `SIMD` types of doubles are state vectors already; a plant with named states writes
/// two short functions.
public protocol StateVector: Sendable {
  /// Adds `factor · other` element by element.
  mutating func add(_ other: Self, scaledBy factor: Double)

  /// The largest element of this vector of errors, each measured in multiples of what is allowed for it:
  /// `maxᵢ |errorᵢ| / (absolute + relative · |stateᵢ|)`. `NaN` when an element is.
  func largestError(at state: Self, tolerance: ErrorTolerance) -> Double
}

extension StateVector {
  /// This vector plus `factor · other`.
  public func adding(_ other: Self, scaledBy factor: Double) -> Self {
    var result = self
    result.add(other, scaledBy: factor)
    return result
  }
}

extension Double: StateVector {
  /// Adds `factor · other`.
  public mutating func add(_ other: Double, scaledBy factor: Double) { self += factor * other }

  /// This error in multiples of what is allowed at `state`.
  public func largestError(at state: Double, tolerance: ErrorTolerance) -> Double {
    magnitude / tolerance.allowed(at: state)
  }
}

extension Array: StateVector where Element == Double {
  /// Adds `factor · other`; both must have the same length.
  public mutating func add(_ other: [Double], scaledBy factor: Double) {
    precondition(count == other.count, "a state and its derivative have the same length")
    for index in indices { self[index] += factor * other[index] }
  }

  /// The largest error in multiples of what is allowed at `state`.
  public func largestError(at state: [Double], tolerance: ErrorTolerance) -> Double {
    var largest = 0.0
    for index in indices {
      let error = self[index].largestError(at: state[index], tolerance: tolerance)
      if !(error <= largest) { largest = error }
    }
    return largest
  }
}

extension SIMD where Scalar == Double {
  /// Adds `factor · other` lane by lane.
  public mutating func add(_ other: Self, scaledBy factor: Double) { self += other * factor }

  /// The largest lane of this error in multiples of what is allowed at `state`.
  public func largestError(at state: Self, tolerance: ErrorTolerance) -> Double {
    var largest = 0.0
    for lane in indices {
      let error = self[lane].largestError(at: state[lane], tolerance: tolerance)
      if !(error <= largest) { largest = error }
    }
    return largest
  }
}

extension SIMD2: StateVector where Scalar == Double {}
extension SIMD4: StateVector where Scalar == Double {}
extension SIMD8: StateVector where Scalar == Double {}
extension SIMD16: StateVector where Scalar == Double {}
