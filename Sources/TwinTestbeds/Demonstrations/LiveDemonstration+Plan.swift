extension LiveDemonstration {
  /// What suits a plant: long enough to have seen its ordinary days, short enough to be learned in half a minute.
  struct Plan: Sendable {
    var normalDays: Double
    var hours: Double
    var rowPeriod: Double
    var shownTags: [String]
    var attacks: [DemonstratedAttack]

    static func of(_ testbed: Testbed) -> Plan {
      switch testbed.name {
      case Testbed.tennesseeEastman.name: tennesseeEastman
      case Testbed.city.name: city
      case Testbed.waterCell.name: waterCell
      case Testbed.grid.name: grid
      default:
        Plan(
          normalDays: 7, hours: 24, rowPeriod: testbed.rowPeriod, shownTags: Array(testbed.sensors.prefix(8)),
          attacks: testbed.attacks.map { .known($0.id) })
      }
    }

    /// Twenty days: every production mode a few times.
    private static let tennesseeEastman = Plan(
      normalDays: 20, hours: 24, rowPeriod: 60,
      shownTags: ["XMEAS7", "XMEAS8", "XMEAS9", "XMEAS21", "XMEAS12", "XMEAS15", "XMEAS17", "XMV10"],
      attacks: [.falseTemperature, .lessCooling])

    /// Eight days: a working week, the week-end, and a Monday; a working day is watched. The outage comes last, since
    /// what it trips stays out.
    private static let grid = Plan(
      normalDays: 8, hours: 24, rowPeriod: 60,
      shownTags: ["SYS.FREQ", "B14.V", "PMU09.ANGLE", "G01.P", "G02.P", "L02-03.P", "L02-03.CB", "F18.V"],
      attacks: [.known("false-state"), .known("false-frequency"), .known("hidden-outage")])

    /// Four weeks: week-ends and the roles of pumps among them.
    private static let city = Plan(
      normalDays: 28, hours: 48, rowPeriod: 300,
      shownTags: ["L_T1", "L_T3", "L_T4", "L_T7", "F_PU1", "F_PU4", "P_J269", "U_FDR"],
      attacks: [.falseLevel, .overflow])

    private static let waterCell = Plan(
      normalDays: 7, hours: 24, rowPeriod: 30,
      shownTags: ["LIT101", "FIT101", "FIT201", "LIT301", "FIT301", "MV101", "P101", "P301"],
      attacks: [.known("flood"), .known("false-level")])
  }
}
