/// Networks small enough to be written out.
enum SmallNetworks {
  /// A tank 5 m above one consumer, without a source: it runs dry when the consumer draws long enough.
  ///
  /// - Parameter demand: L/s.
  static func water(demand: Double) -> String {
    """
    [JUNCTIONS]
     J1 0 \(demand)
    [TANKS]
     T1 5 2 0 4 3 0
    [PIPES]
     P1 T1 J1 100 200 100 0 Open
    [OPTIONS]
     UNITS LPS
     HEADLOSS H-W
    [TIMES]
     DURATION 6:00
     HYDRAULIC TIMESTEP 0:15
     PATTERN TIMESTEP 1:00
     REPORT TIMESTEP 0:15
    [END]

    """
  }

  /// Three buses in a row with a machine at the first.
  ///
  /// - Parameter demand: MW at buses 2 and 3.
  /// - Parameter isWhole: whether bus 3 is joined to the rest.
  static func grid(demand: Double, isWhole: Bool) -> String {
    """
    function mpc = three
    mpc.version = '2';
    mpc.baseMVA = 100;
    mpc.bus = [
      1 3 0 0 0 0 1 1 0 132 1 1.1 0.9;
      2 1 \(demand) 10 0 0 1 1 0 132 1 1.1 0.9;
      3 1 \(demand) 10 0 0 1 1 0 132 1 1.1 0.9;
    ];
    mpc.gen = [
      1 \(2 * demand) 0 300 -300 1 100 1 500 0;
    ];
    mpc.branch = [
      1 2 0.01 0.05 0 200 200 200 0 0 1 -360 360;
      2 3 0.01 0.05 0 200 200 200 0 0 \(isWhole ? 1 : 0) -360 360;
    ];
    mpc.gencost = [
      2 0 0 3 0.01 20 0;
    ];

    """
  }
}
