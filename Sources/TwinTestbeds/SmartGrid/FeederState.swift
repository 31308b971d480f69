import PowerFlow

/// The feeder's network and its sun.
struct FeederState: Sendable {
  var network: RadialFeeder
  var photovoltaics: Photovoltaics
  var regulator = 0.0
  /// Shape `[bus]`, pu on the feeder's base.
  let ratedActive: [Double]
  /// Shape `[bus]`, pu on the feeder's base.
  let ratedReactive: [Double]
  /// Net draw in MW and MVAr.
  var active = 0.0
  var reactive = 0.0
}
