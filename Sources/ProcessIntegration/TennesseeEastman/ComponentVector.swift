/// One number for each of the eight components A, B, C, D, E, F, G, H, in this order.
///
/// A, B and C are gases that do not condense, D, E and F condensable reactants and by-product, G and H the products.
public typealias ComponentVector = SIMD8<Double>

extension SIMD8 where Scalar == Double {
  /// The sum over the components, added from A to H so that every build adds alike.
  var total: Double { self[0] + self[1] + self[2] + self[3] + self[4] + self[5] + self[6] + self[7] }

  /// The sum of products with another vector, from A to H.
  func dot(_ other: Self) -> Double { (self * other).total }
}
