import Testing
import TwinModel

struct SiteLoopsTests {
  static let complete = """
    site: cell
    assets:
      - {id: PLC1, kind: controller}
    tags:
      - {name: LIT101, quantity: level, unit: m, range: [0, 1.6], role: measurement}
      - {name: TT1, quantity: temperature, unit: °C, range: [0, 200], role: measurement}
      - {name: FIT101, quantity: flow, unit: m3/h, range: [0, 4], role: measurement}
      - {name: P101, kind: state, range: [0, 1], role: command}
      - {name: V1, unit: "%", range: [0, 100], role: command}
      - {name: MODE, kind: state}
    loops:
      - id: level
        controller: PLC1
        measured: [LIT101, FIT101]
        actuators: [P101]
        rule: on below 50 cm, off above 80 cm
      - id: outer
        controller: PLC1
        measured: [TT1]
        cascade: inner
        setpoint: 393.15
        unit: K
      - id: inner
        controller: PLC1
        measured: [FIT101]
        actuators: [V1]
    """

  @Test func `loops are read, and set points are converted to the tag's unit`() throws {
    let site = try Site(yaml: Self.complete)
    #expect(site.loops.map(\.id) == ["level", "outer", "inner"])
    let level = ControlLoop(
      id: "level", controller: "PLC1", measured: ["LIT101", "FIT101"], output: .actuators(["P101"]),
      rule: "on below 50 cm, off above 80 cm", unit: "m")
    #expect(site.loop(id: "level") == level)
    let outer = try #require(site.loop(id: "outer"))
    #expect(outer.output == .cascade("inner") && outer.unit == "°C" && abs((outer.setpoint ?? 0) - 120) < 1e-9)
    let cold = Self.complete.replacing("setpoint: 393.15", with: "setpoint: 248 °F")
    #expect(abs((try Site(yaml: cold).loop(id: "outer")?.setpoint ?? 0) - 120) < 1e-9)
    #expect(try Site(yaml: site.yaml) == site)
  }

  /// What is replaced in the complete file, by what, and the problem that must be named.
  static let faults: [(old: String, new: String, problem: String)] = [
    (
      "    actuators: [P101]\n", "",
      "s.yaml:12:5: loops[level].actuators: the loop moves nothing; expected actuators, or cascade with the id of the "
        + "loop whose set point it moves"
    ),
    (
      "actuators: [P101]", "actuators: [P102]",
      "s.yaml:15:17: loops[level].actuators[0]: unknown tag \"P102\"; declare it under tags; did you mean \"P101\"?"
    ),
    (
      "measured: [TT1]", "measured: [TT2]",
      "s.yaml:19:16: loops[outer].measured[0]: unknown tag \"TT2\"; declare it under tags; did you mean \"TT1\"?"
    ),
    (
      "actuators: [P101]", "actuators: [LIT101]",
      "s.yaml:15:17: loops[level].actuators[0]: expected a tag whose role is one of command, setpoint; \"LIT101\" is a "
        + "measurement"
    ),
    (
      "measured: [TT1]", "measured: [TT1, V1]",
      "s.yaml:19:21: loops[outer].measured[1]: expected a tag whose role is one of measurement, feedback, status; "
        + "\"V1\" is a command"
    ),
    (
      "setpoint: 393.15", "setpoint: 593.15",
      "s.yaml:21:15: loops[outer].setpoint: the set point 320 lies outside the range 0…200 of TT1, so it could never be "
        + "reached"
    ),
    (
      "unit: K", "unit: bar",
      "s.yaml:22:11: loops[outer].unit: expected the measured tag's unit °C or one like it (K, °C, degC, °F), found "
        + "\"bar\""
    ),
    (
      "setpoint: 393.15", "setpoint: 2 bar",
      "s.yaml:21:15: loops[outer].setpoint: expected a unit of temperature (K, °C, degC, °F), found \"bar\""
    ),
    (
      "cascade: inner", "cascade: iner",
      "s.yaml:20:14: loops[outer].cascade: unknown loop \"iner\"; declare it under loops; did you mean \"inner\"?"
    ),
    (
      "cascade: inner", "cascade: outer",
      "s.yaml:20:14: loops[outer].cascade: loop \"outer\" moves its own set point; the chain of cascades must end"
    ),
    (
      "cascade: inner", "cascade: inner\n    actuators: [V1]",
      "s.yaml:20:14: loops[outer].cascade: expected actuators or cascade, found both"
    ),
    ("    setpoint: 393.15\n", "", "s.yaml:17:5: loops[outer]: expected setpoint, rule or both"),
    (
      "- id: inner", "- id: outer",
      "s.yaml:23:9: loops[outer].id: loop \"outer\" is declared twice (first in line 17); names are unique"
    ),
    (
      "controller: PLC1\n    measured: [LIT", "controller: PLC\n    measured: [LIT",
      "s.yaml:13:17: loops[level].controller: unknown asset \"PLC\"; declare it under assets; did you mean \"PLC1\"?"
    ),
    (
      "    measured: [LIT101, FIT101]\n", "",
      "s.yaml:12:5: loops[level].measured: missing; expected the tags that the loop reads"
    ),
    (
      "rule: on below", "rules: on below",
      "s.yaml:16:5: loops[level]: unknown key \"rules\"; expected one of id, controller, measured, actuators, cascade, "
        + "setpoint, rule, unit; did you mean \"rule\"?"
    ),
  ]

  @Test(arguments: faults.indices) func `every fault is named with its place`(index: Int) throws {
    let fault = Self.faults[index]
    try #require(Self.complete.contains(fault.old))
    let text = Self.complete.replacing(fault.old, with: fault.new, maxReplacements: 1)
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: text, file: "s.yaml") })
    #expect(error.problems.map(\.description).contains(fault.problem) && error.problems.count <= 3)
  }

  @Test func `loops that move each other are named once, however many there are`() throws {
    let loops = (0..<3000).map {
      "  - {id: l\($0), controller: P, measured: [t], cascade: l\(($0 + 1) % 3000), setpoint: 1}\n"
    }
    let text = "site: a\nassets: [{id: P, kind: controller}]\ntags: [{name: t}]\nloops:\n" + loops.joined()
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: text) })
    #expect(
      error.problems.map(\.message) == ["loop \"l0\" moves its own set point; the chain of cascades must end"])
  }

  @Test func `a loop over a tag of no unit has none, and says so`() throws {
    let text = """
      site: a
      assets: [{id: P, kind: controller}]
      tags: [{name: t}, {name: v}]
      loops: [{id: l, controller: P, measured: [t], actuators: [v], setpoint: 3, unit: m}]
      """
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: text) })
    #expect(error.problems.map(\.message) == ["the tag t has no unit, so the loop has none; leave it out"])
    let site = try Site(yaml: text.replacing(", unit: m", with: ""))
    #expect(site.loops[0].setpoint == 3 && site.loops[0].unit == nil)
  }
}
