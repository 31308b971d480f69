/// The physical dimensions that the unit table knows.
enum Dimension: String, Sendable, CaseIterable {
  case length, area, volume, mass, time, volumeFlow, massFlow, pressure, temperature, power, reactivePower,
    apparentPower,
    energy, voltage, current
  case frequency, rotation, velocity, angle, conductivity, acidity, concentration, share
}
