import PowerFlow

/// The 14-bus network written out, so that these tests need no file.
enum IEEE14 {
  static let text = """
    function mpc = fourteen
    mpc.version = '2';
    mpc.baseMVA = 100;
    mpc.bus = [
      1 3 0 0 0 0 1 1.06 0 0 1 1.06 .94; 2 2 21.7 12.7 0 0 1 1.045 0 0 1 1.06 .94
      3 2 94.2 19 0 0 1 1.01 0 0 1 1.06 .94; 4 1 47.8 -3.9 0 0 1 1 0 0 1 1.06 .94
      5 1 7.6 1.6 0 0 1 1 0 0 1 1.06 .94; 6 2 11.2 7.5 0 0 1 1.07 0 0 1 1.06 .94
      7 1 0 0 0 0 1 1 0 0 1 1.06 .94; 8 2 0 0 0 0 1 1.09 0 0 1 1.06 .94
      9 1 29.5 16.6 0 19 1 1 0 0 1 1.06 .94; 10 1 9 5.8 0 0 1 1 0 0 1 1.06 .94
      11 1 3.5 1.8 0 0 1 1 0 0 1 1.06 .94; 12 1 6.1 1.6 0 0 1 1 0 0 1 1.06 .94
      13 1 13.5 5.8 0 0 1 1 0 0 1 1.06 .94; 14 1 14.9 5 0 0 1 1 0 0 1 1.06 .94
    ];
    mpc.gen = [
      1 232.4 -16.9 10 0 1.06 100 1 332.4 0; 2 40 42.4 50 -40 1.045 100 1 140 0
      3 0 23.4 40 0 1.01 100 1 100 0; 6 0 12.2 24 -6 1.07 100 1 100 0; 8 0 17.4 24 -6 1.09 100 1 100 0
    ];
    mpc.branch = [
      1 2 .01938 .05917 .0528 0 0 0 0 0 1; 1 5 .05403 .22304 .0492 0 0 0 0 0 1
      2 3 .04699 .19797 .0438 0 0 0 0 0 1; 2 4 .05811 .17632 .034 0 0 0 0 0 1
      2 5 .05695 .17388 .0346 0 0 0 0 0 1; 3 4 .06701 .17103 .0128 0 0 0 0 0 1
      4 5 .01335 .04211 0 0 0 0 0 0 1; 4 7 0 .20912 0 0 0 0 .978 0 1
      4 9 0 .55618 0 0 0 0 .969 0 1; 5 6 0 .25202 0 0 0 0 .932 0 1
      6 11 .09498 .1989 0 0 0 0 0 0 1; 6 12 .12291 .25581 0 0 0 0 0 0 1
      6 13 .06615 .13027 0 0 0 0 0 0 1; 7 8 0 .17615 0 0 0 0 0 0 1
      7 9 0 .11001 0 0 0 0 0 0 1; 9 10 .03181 .0845 0 0 0 0 0 0 1
      9 14 .12711 .27038 0 0 0 0 0 0 1; 10 11 .08205 .19207 0 0 0 0 0 0 1
      12 13 .22092 .19988 0 0 0 0 0 0 1; 13 14 .17093 .34802 0 0 0 0 0 0 1
    ];
    """

  static func gridCase() throws -> GridCase { try CaseFile(text).gridCase }

  /// Voltages, injections and flows at both ends everywhere: 14 + 28 + 80 meters.
  static func meters(of network: Network, deviation: Double = 0.01) -> [Meter] {
    var meters: [Meter] = []
    for bus in 0..<network.busCount {
      meters.append(Meter(.voltageMagnitude(bus: bus), deviation: deviation / 2))
      meters.append(Meter(.activeInjection(bus: bus), deviation: deviation))
      meters.append(Meter(.reactiveInjection(bus: bus), deviation: deviation))
    }
    for branch in 0..<network.branchCount {
      for end in [Meter.End.from, .to] {
        meters.append(Meter(.activeFlow(branch: branch, end: end), deviation: deviation))
        meters.append(Meter(.reactiveFlow(branch: branch, end: end), deviation: deviation))
      }
    }
    return meters
  }

  /// A solved network.
  static func solved() throws -> NewtonPowerFlow {
    var flow = try NewtonPowerFlow(gridCase())
    _ = flow.solve()
    return flow
  }
}

/// Normal numbers that one seed decides, good enough to disturb meters in a test.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number in [0, 1).
  mutating func uniform() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) * 0x1p-53
  }

  /// Approximately standard normal: the sum of twelve uniform numbers less six.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}
