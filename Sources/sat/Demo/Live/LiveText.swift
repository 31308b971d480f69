internal import TwinModel
internal import TwinTestbeds

/// What happens, in one line each.
struct LiveText {
  let style: Style
  /// Decimals of each tag, by its name.
  let decimals: [String: Int]
  /// Units by tag.
  let units: [String: String]

  /// The line of a happening, after its time.
  func line(_ happening: LiveWatch.Happening) -> String {
    switch happening {
    case .attackBegins(let truth): style.dim("attack \(truth.id) begins: \(truth.summary)")
    case .attackEnds(let id): style.dim("attack \(id) ends")
    case .alarmRaised(let score, let suspicions):
      style.bad("ALARM") + " score \(LiveFigure.number(score, decimals: 1)): "
        + suspicions.map(words).joined(separator: "; ")
    case .alarmOver(let seconds, let highest):
      style.good("quiet") + " again after \(LiveFigure.span(seconds)); highest score "
        + LiveFigure.number(highest, decimals: 1)
    }
  }

  /// A tag with what it reads, what it should read and its share: `XMEAS9 118.1 for 120.4 °C (62 %)`.
  func words(_ suspicion: LiveWatch.Suspicion) -> String {
    let tag = suspicion.evidence.tag ?? "–"
    let places = decimals[tag] ?? 2
    let observed = LiveFigure.number(suspicion.evidence.observed, decimals: places)
    let expected = LiveFigure.number(suspicion.evidence.expected, decimals: places)
    let unit = units[tag].map { " " + $0 } ?? ""
    return "\(tag) \(observed) for \(expected)\(unit) (\(LiveFigure.percent(suspicion.share)))"
  }
}
