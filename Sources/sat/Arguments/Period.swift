internal import ArgumentParser

/// A duration on the command line: `900s`, `15m`, `1h`, `0.5s`, `200ms`, or plain seconds.
struct Period: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
    let unit = units.first { argument.hasSuffix($0.0) }
    let number = unit.map { String(argument.dropLast($0.0.count)) } ?? argument
    guard let value = Double(number), value > 0, value.isFinite else { return nil }
    seconds = value * (unit?.1 ?? 1)
  }
}
