import PortableMath
import TwinModel

/// Sunlight on a few plants: a clear sky by the sun's height, times clouds that drift over all of them and shadows
/// that touch each alone.
///
/// Source: Kasten and Czeplak (1980), "Solar and terrestrial radiation dependent on the amount and type of cloud":
/// clear sky 910 sin h − 30 W/m², under cloud cover n the share 1 − 0.75 n^3.4.
///
/// Deviations from the source: the exponent is 3.5 (n³√n), which needs no power function.
struct Photovoltaics: Sendable {
  /// Present irradiance in W/m² as the feeder's own sensor sees it.
  private(set) var irradiance = 0.0
  /// Shape `[plant]`: share of the rated output, ≥ 0.
  private(set) var output: [Double]
  private var cover = WanderingValue(deviation: 0.22, memory: 1800)
  private var shadows: [WanderingValue]

  init(plantCount: Int) {
    output = [Double](repeating: 0, count: plantCount)
    shadows = [WanderingValue](repeating: WanderingValue(deviation: 0.12, memory: 60), count: plantCount)
  }

  /// - Parameter hour: solar time, [0, 24).
  /// - Parameter meanCover: cloud cover about which the sky wanders, 0 … 1; a front is near 1.
  mutating func step(hour: Double, meanCover: Double, seconds: Double, using random: inout SeededGenerator) {
    cover.step(seconds: seconds, using: &random)
    let clear = Self.clearSky(hour: hour)
    let overcast = min(1, max(0, meanCover + cover.value))
    irradiance = clear * (1 - 0.75 * overcast * overcast * overcast * overcast.squareRoot())
    for plant in shadows.indices {
      shadows[plant].step(seconds: seconds, using: &random)
      let passing = 1 - overcast * min(0.8, abs(shadows[plant].value) * 2)
      output[plant] = irradiance / 1000 * passing
    }
  }

  /// Irradiance without clouds at 42° north in early June, W/m².
  static func clearSky(hour: Double) -> Double {
    let latitude = sineCosine(42 * .pi / 180)
    let declination = sineCosine(22.5 * .pi / 180)
    let cosineHour = sineCosine((hour - 12) * .pi / 12).cosine
    let height = latitude.sine * declination.sine + latitude.cosine * declination.cosine * cosineHour
    return max(0, 910 * height - 30)
  }
}
