internal import TwinEvaluation
internal import TwinTestbeds

/// The table at the end: what was attacked, found when, and whether in time.
struct LiveTable {
  let result: LiveResult
  let style: Style

  var lines: [String] {
    let heads = ["attack", "from", "to", "found", "envelope left", "in time"]
    let rows = result.attacks.map(cells)
    var lines = Columns.aligned([heads] + rows)
    lines[0] = style.strong(lines[0])
    for attack in result.attacks {
      let tags = attack.tags.map { "\($0.tag) \(LiveFigure.percent($0.share))" }.joined(separator: ", ")
      lines += ["", "\(attack.id): \(attack.summary)", "  shown by \(tags.isEmpty ? "–" : tags)"]
    }
    lines += ["", count(result.falseAlarms, "false alarm") + " in \(LiveFigure.span(watched))."]
    if !result.impairments.isEmpty {
      lines.append("In the end: " + result.impairments.prefix(3).joined(separator: "; ") + ".")
    }
    return lines
  }

  private var watched: Double { Double(result.watchedRows) * result.rowPeriodSeconds }

  private func cells(_ attack: LiveResult.Attack) -> [String] {
    let violation = attack.firstViolationSeconds.map {
      "\(LiveFigure.clock($0)), \(attack.firstViolationTag ?? "–")"
    }
    let margin = attack.delaySeconds.flatMap { delay in
      attack.firstViolationSeconds.map { $0 - attack.startSeconds - delay }
    }
    let inTime =
      switch margin {
      case let seconds? where seconds > 0: "yes, by \(LiveFigure.span(seconds))"
      case .some: "no"
      case nil: attack.firstViolationSeconds == nil ? "–" : "no"
      }
    return [
      attack.id, LiveFigure.clock(attack.startSeconds), LiveFigure.clock(attack.endSeconds),
      attack.delaySeconds.map { $0 > 0 ? "after \(LiveFigure.span($0))" : "at once" } ?? "no", violation ?? "never",
      inTime,
    ]
  }
}
