/// Level and volume of one tank.
struct TankGeometry: Sendable {
  let node: Int
  let elevation: Double
  let levels: ClosedRange<Double>
  let volumes: ClosedRange<Double>
  let area: Double
  let overflows: Bool
  private let curve: WaterNetwork.Curve?

  init(_ tank: WaterNetwork.Tank, node: Int) {
    self.node = node
    elevation = tank.elevation
    levels = tank.levels
    overflows = tank.overflows
    curve = tank.volumeCurve
    let rise = tank.levels.upperBound - tank.levels.lowerBound
    if let curve = tank.volumeCurve {
      let low = curve.value(at: tank.levels.lowerBound)
      let high = max(low, curve.value(at: tank.levels.upperBound))
      volumes = low...high
      area = rise > 0 ? (high - low) / rise : 1
    } else {
      area = Double.pi * tank.diameter * tank.diameter / 4
      let low = tank.minimumVolume > 0 ? tank.minimumVolume : area * tank.levels.lowerBound
      volumes = low...(low + area * rise)
    }
  }

  func volume(atLevel level: Double) -> Double {
    curve?.value(at: level) ?? volumes.lowerBound + (level - levels.lowerBound) * area
  }

  func level(atVolume volume: Double) -> Double {
    curve?.position(of: volume) ?? levels.lowerBound + (volume - volumes.lowerBound) / area
  }
}
