import PowerFlow

/// The IEEE 14-bus network: a part of the American Midwest as it was in 1962.
///
/// Source: MATPOWER `case14` (numbers), converted there from the IEEE common data format of the University of
/// Washington's archive.
enum IEEE14Network {
  /// Number, kind, Pd MW, Qd MVAr, Bs MVAr, Vm pu.
  private static let buses: [[Double]] = [
    [1, 3, 0, 0, 0, 1.06], [2, 2, 21.7, 12.7, 0, 1.045], [3, 2, 94.2, 19, 0, 1.01], [4, 1, 47.8, -3.9, 0, 1.019],
    [5, 1, 7.6, 1.6, 0, 1.02], [6, 2, 11.2, 7.5, 0, 1.07], [7, 1, 0, 0, 0, 1.062], [8, 2, 0, 0, 0, 1.09],
    [9, 1, 29.5, 16.6, 19, 1.056], [10, 1, 9, 5.8, 0, 1.051], [11, 1, 3.5, 1.8, 0, 1.057], [12, 1, 6.1, 1.6, 0, 1.055],
    [13, 1, 13.5, 5.8, 0, 1.05], [14, 1, 14.9, 5, 0, 1.036],
  ]

  /// From, to, r pu, x pu, b pu, ratio (0: line).
  private static let branches: [[Double]] = [
    [1, 2, 0.01938, 0.05917, 0.0528, 0], [1, 5, 0.05403, 0.22304, 0.0492, 0], [2, 3, 0.04699, 0.19797, 0.0438, 0],
    [2, 4, 0.05811, 0.17632, 0.034, 0], [2, 5, 0.05695, 0.17388, 0.0346, 0], [3, 4, 0.06701, 0.17103, 0.0128, 0],
    [4, 5, 0.01335, 0.04211, 0, 0], [4, 7, 0, 0.20912, 0, 0.978], [4, 9, 0, 0.55618, 0, 0.969],
    [5, 6, 0, 0.25202, 0, 0.932], [6, 11, 0.09498, 0.1989, 0, 0], [6, 12, 0.12291, 0.25581, 0, 0],
    [6, 13, 0.06615, 0.13027, 0, 0], [7, 8, 0, 0.17615, 0, 0], [7, 9, 0, 0.11001, 0, 0],
    [9, 10, 0.03181, 0.0845, 0, 0], [9, 14, 0.12711, 0.27038, 0, 0], [10, 11, 0.08205, 0.19207, 0, 0],
    [12, 13, 0.22092, 0.19988, 0, 0], [13, 14, 0.17093, 0.34802, 0, 0],
  ]

  /// Bus, Pg MW, Qmax MVAr, Qmin MVAr, Vg pu, Pmax MW.
  private static let generators: [[Double]] = [
    [1, 232.4, 10, 0, 1.06, 332.4], [2, 40, 50, -40, 1.045, 140], [3, 0, 40, 0, 1.01, 100],
    [6, 0, 24, -6, 1.07, 100], [8, 0, 24, -6, 1.09, 100],
  ]

  /// Ratings of this testbed in MVA by branch: the source states none.
  private static let ratings: [Double] = [
    220, 120, 115, 95, 80, 60, 100, 50, 30, 70, 25, 20, 35, 40, 50, 20, 25, 20, 15, 20,
  ]

  /// The network as a case.
  static let gridCase = GridCase(
    baseMVA: 100,
    buses: buses.map { row in
      Bus(
        number: Int(row[0]), kind: Bus.Kind(rawValue: Int(row[1])) ?? .load, activeDemand: row[2],
        reactiveDemand: row[3], shuntSusceptance: row[4], magnitude: row[5])
    },
    branches: zip(branches, ratings).map { row, rating in
      Branch(
        from: Int(row[0]), to: Int(row[1]), resistance: row[2], reactance: row[3], charging: row[4], rating: rating,
        tapRatio: row[5] == 0 ? 1 : row[5])
    },
    generators: generators.map { row in
      Generator(
        bus: Int(row[0]), active: row[1], reactiveLimits: row[3]...row[2], voltageSetpoint: row[4],
        activeLimits: 0...row[5])
    })
}
