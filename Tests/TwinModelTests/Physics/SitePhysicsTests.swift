import Testing
import TwinModel

struct SitePhysicsTests {
  private static let tags = """
    site: plant
    tags:
      - name: L
        quantity: level
        unit: m
      - name: F
        quantity: flow
        unit: l/s
      - name: G
        quantity: flow
        unit: m3/h
      - name: P
        quantity: power
        unit: kW
      - name: A
        quantity: pressure
        unit: bar
      - name: B
        quantity: pressure
        unit: bar
      - name: S
        kind: state
      - name: N

    """

  @Test func `balances, relations and rules are read with their units converted`() throws {
    let site = try Site(
      yaml: Self.tags + """
        balances:
          - name: tank
            storage:
              - tag: L
                area: 1000 ft2
            inflow: [F]
            outflow: [G]
            profile: week
            follows: [N]
        relations:
          - name: curve
            tag: F
            from: [A, B]
            form: pump
            runs-with: S
        rules:
          - actuator: S
            level: L
            on-above: 250 cm
            off-below: 2
            delay: 5 min
            tolerance: 5 cm
        """)
    let area = try #require(site.balances[0].storage[0].area)
    #expect(abs(area - 92.90304) < 1e-9)
    #expect(site.balances[0].inflow == ["F"] && site.balances[0].outflow == ["G"] && site.balances[0].follows == ["N"])
    #expect(site.balances[0].profile == .week)
    #expect(site.relations[0] == Relation(name: "curve", tag: "F", from: ["A", "B"], form: .pump, runsWith: "S"))
    #expect(
      site.rules[0]
        == ControllerRule(actuator: "S", level: "L", acts: .above, on: 2.5, off: 2, delay: 300, tolerance: 0.05))
    #expect(site.rules[0].words == "S on above 2.5, off below 2 of L")
    #expect(try Site(yaml: site.yaml) == site)
  }

  /// What is declared, and what of the problem must be said.
  private static let wrong: [(String, String)] = [
    ("balances:\n  - name: b\n    storage:\n      - tag: X\n    inflow: [F]", "unknown tag \"X\""),
    ("balances:\n  - name: b\n    storage:\n      - tag: L\n    inflow: [P]", "flows of one kind"),
    ("balances:\n  - name: b\n    inflow: [F]\n    outflow: [P]", "flows of one kind"),
    ("balances:\n  - name: b\n    storage:\n      - tag: A\n    inflow: [F]", "expected a level, volume, mass"),
    ("balances:\n  - name: b\n    storage:\n      - tag: L\n        area: 3 m\n    inflow: [F]", "unit of area"),
    ("balances:\n  - name: b\n    storage:\n      - tag: L\n        area: -1\n    inflow: [F]", "an area above 0"),
    (
      "balances:\n  - name: b\n    storage:\n      - tag: N\n        area: 3\n    inflow: [F]",
      "needs the unit of \"N\""
    ),
    ("balances:\n  - name: b\n    storage:\n      - tag: L", "at least one inflow or outflow"),
    ("balances:\n  - name: b\n    inflow: [F]\n    outflow: [F]", "occurs twice"),
    ("balances:\n  - name: b\n    inflow: [F]\n  - name: c\n    inflow: [F]", "balance of tag \"F\" is declared twice"),
    ("balances:\n  - name: b\n    inflow: [F]\n    profile: month", "profile"),
    ("relations:\n  - name: r\n    tag: F\n    from: [A]\n    form: pump", "from 2 tags, found 1"),
    ("relations:\n  - name: r\n    tag: F\n    from: [A, L2]\n    form: pump", "unknown tag \"L2\""),
    ("relations:\n  - name: r\n    tag: F\n    from: [A, P]\n    form: valve", "expected a pressure"),
    ("relations:\n  - name: r\n    tag: F\n    from: [F]\n    form: linear", "none of them the explained one"),
    ("relations:\n  - name: r\n    tag: F\n    from: [A, B]\n    form: pump\n    runs-with: L", "kind state"),
    ("rules:\n  - actuator: S\n    level: L", "expected on-below, off-above or both"),
    ("rules:\n  - actuator: S\n    or: [X]\n    level: L\n    on-below: 1\n    off-above: 2", "unknown tag \"X\""),
    ("rules:\n  - actuator: S\n    or: [S]\n    level: L\n    on-below: 1\n    off-above: 2", "different actuators"),
    ("rules:\n  - actuator: S\n    and: [L]\n    level: L\n    on-below: 1\n    off-above: 2", "kind state"),
    ("rules:\n  - actuator: S\n    level: L\n    on-below: 1\n    off-below: 2", "or else on-above"),
    ("rules:\n  - actuator: S\n    level: L\n    on-below: 3\n    off-above: 2", "on-below lower than off-above"),
    ("rules:\n  - actuator: S\n    level: L\n    on-below: 3 bar\n    off-above: 5", "unit of length"),
    ("rules:\n  - actuator: F\n    level: L\n    on-below: 3\n    off-above: 5", "kind state"),
    ("rules:\n  - actuator: S\n    level: L\n    on-below: 3", "needs a tolerance"),
    ("rules:\n  - actuator: S\n    level: L\n    on-below: 3\n    off-above: 5\n    delay: -1", "a time of 0 or more"),
  ]

  @Test(arguments: wrong.indices) func `what cannot be is reported at its place`(index: Int) {
    let (text, expected) = Self.wrong[index]
    #expect {
      _ = try Site(yaml: Self.tags + text)
    } throws: { error in
      guard let error = error as? SiteError else { return false }
      return error.problems.contains { $0.description.contains(expected) && $0.line > 20 }
    }
  }

  @Test func `actuators that take turns share a rule, the leader's by any of them, the assistant's by all`() throws {
    let site = try Site(
      yaml: Self.tags + """
          - name: S2
            kind: state
        rules:
          - actuator: S
            or: [S2]
            level: L
            on-below: 2
            off-above: 4
          - actuator: S2
            and: [S]
            level: L
            on-below: 1
            off-above: 3
        """)
    #expect(site.rules[0] == ControllerRule(actuator: "S", others: ["S2"], level: "L", on: 2, off: 4))
    #expect(site.rules[1] == ControllerRule(actuator: "S2", others: ["S"], needs: .all, level: "L", on: 1, off: 3))
    #expect(site.rules[1].words == "S2 and S on below 1, off above 3 of L")
    #expect(try Site(yaml: site.yaml) == site)
  }

  @Test func `a comment above each law says how well it is supported, and is no part of the site`() throws {
    var site = TankPlant.site
    site.assets = ["T1", "PU1", "J1", "J2"].map { Asset(id: $0, kind: .other) }
    site.rules = [TankPlant.rule]
    let text = site.yaml(remarks: ["S_PU1": "mined: 40 switches"])
    #expect(text.contains("  # mined: 40 switches\n  - actuator: S_PU1\n"))
    #expect(try Site(yaml: text) == site)
  }
}
