internal import TwinTestbeds

extension ExperimentReport {
  /// All tables, in order.
  var tables: [ExperimentTable] { [summary] + plants.flatMap(Self.tables) }

  /// One line a testbed and watcher: the bars.
  private var summary: ExperimentTable {
    var table = ExperimentTable(
      title: "In short",
      lead: "Attacks of types A1, A2, A4, A5, A7 and A8 at levels 0 and 1 that left a trace, found before the first "
        + "violation of a safety envelope (before their end where there was none), and false alarms in normal operation. "
        + "Bars: 95 % in time at 0.1 false alarms a day.",
      heads: [
        "testbed", "watcher", "attacks", "in time", "found", "delay, median", "delay, 95 %", "false alarms a day",
      ])
    for plant in plants {
      for watcher in plant.watchers {
        let figures = plant.barred(watcher)
        table.rows.append(
          [plant.testbed, watcher.name, "\(figures.events)"] + Self.cells(figures) + [
            plant.falseAlarmsPerDay(watcher).map { rate in
              "\(FigureText.rate(rate)) (\(plant.falseAlarms(watcher)) in \(FigureText.short(plant.normalDays)) d)"
            } ?? "–"
          ])
      }
    }
    return table
  }

  private static func tables(_ plant: PlantSection) -> [ExperimentTable] {
    var tables = [byLevel(plant)]
    let traceless = traceless(plant)
    if !traceless.rows.isEmpty { tables.append(traceless) }
    if !plant.bounds.isEmpty { tables.append(bounds(plant)) }
    return tables
  }

  private static func byLevel(_ plant: PlantSection) -> ExperimentTable {
    let setting = plant.setting
    let watchers = plant.watchers
    var table = ExperimentTable(
      title: plant.testbed,
      lead:
        "A row every \(FigureText.duration(setting.rowPeriod)); learned from \(FigureText.short(setting.trainingDays)) days of "
        + "normal operation; attacks last \(FigureText.duration(setting.attackDuration)). By watcher: share found in time / share "
        + "found at all / median delay.",
      heads: ["type and level", "attacks", "without trace", "leave the envelope"] + watchers.map(\.name))
    for type in AttackType.allCases {
      for level in AttackLevel.allCases {
        func isMeant(_ finding: EventFinding) -> Bool { finding.event.type == type && finding.event.level == level }
        let events = plant.events.filter(isMeant)
        guard !events.isEmpty else { continue }
        let figures = watchers.map { plant.figures($0, where: isMeant) }
        table.rows.append(
          [
            "\(type.rawValue) \(type.name), L\(level.rawValue)\(note(type))", "\(figures[0].events)",
            "\(figures[0].withoutTrace)", "\(events.count { $0.firstViolation != nil })",
          ]
            + figures.map { cells($0).enumerated().filter { $0.offset < 3 }.map(\.element).joined(separator: " / ") })
      }
    }
    return table
  }

  /// What is to be said about types whose evidence comes from elsewhere.
  private static func note(_ type: AttackType) -> String {
    switch type {
    case .poisoning: " (evidence comes from the federation's screening)"
    case .rogueNode: " (evidence comes from identities, too)"
    default: ""
    }
  }

  private static func traceless(_ plant: PlantSection) -> ExperimentTable {
    var table = ExperimentTable(
      title: "\(plant.testbed): attacks without a trace",
      lead: "As they were drawn they changed no true value, no report and no message, so nobody could find them; they "
        + "count for nobody.",
      heads: ["attack", "seeds", "what it would have done"])
    for event in plant.events where event.isWithoutTrace {
      let name = "\(event.event.type.rawValue)-\(event.event.variant) L\(event.event.level.rawValue)"
      if let row = table.rows.firstIndex(where: { $0[0] == name && $0[2] == event.summary }) {
        table.rows[row][1] += ", \(event.event.seed)"
      } else {
        table.rows.append([name, "\(event.event.seed)", event.summary])
      }
    }
    return table
  }

  private static func bounds(_ plant: PlantSection) -> ExperimentTable {
    var table = ExperimentTable(
      title: "\(plant.testbed): largest silent lies",
      lead: "The largest lasting lie about a measurement, up and down, that nobody finds although it is told for good, "
        + "how far the true value then goes from where it would be, and whether that leaves a safety envelope.",
      heads: ["measurement", "harmful lie", "silent up", "silent down", "true value moves", "leaves the envelope"])
    for bound in plant.bounds {
      let unit = bound.unit.map { " " + $0 } ?? ""
      table.rows.append(
        [bound.sensor, FigureText.short(bound.harmful) + unit] + bound.silent.map { FigureText.short($0) + unit } + [
          bound.trueDeviation.map { FigureText.short($0) }.joined(separator: ", ") + unit,
          bound.isViolated.map { $0 ? "yes" : "no" }.joined(separator: ", "),
        ])
    }
    return table
  }

  /// In time, found, median delay, slow delay.
  private static func cells(_ figures: EventFigures) -> [String] {
    [
      FigureText.percent(figures.shareInTime), FigureText.percent(figures.recall),
      FigureText.duration(figures.medianDelay), FigureText.duration(figures.slowDelay),
    ]
  }

}
