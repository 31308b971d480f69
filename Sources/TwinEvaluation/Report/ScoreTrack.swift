/// The score of one series over time, above the threshold in the alarm colour, with strips for true events and alarms.
///
/// The plot stretches with the page; its labels are text of the page and keep their size.
struct ScoreTrack {
  /// A strip below the plot.
  struct Strip {
    var name: String
    var style: String
    var runs: [Range<Int>]
  }

  static let height = 300

  let title: String
  let caption: String
  let anchor: String
  let columns: PixelColumns
  let scale: ScoreScale
  let threshold: Double
  let strips: [Strip]
  let eventNames: [(name: String, row: Int)]
  let ticks: [String]

  var html: String {
    let truth = strips.first.map { Self.boxes(columns.columns(of: $0.runs), height: Self.height) } ?? ""
    let line = Self.height - Int(scale.height(threshold) * Double(Self.height))
    let path = scorePath
    return """
      <figure class="track" id="\(anchor)">
      <figcaption><strong>\(title)</strong> <span>\(caption)</span></figcaption>
      <div class="plot"><div class="ylabels" aria-hidden="true">\(yLabels)</div>
      <div class="canvas"><svg viewBox="0 0 \(columns.count) \(Self.height)" preserveAspectRatio="none" role="img" \
      aria-label="Score over time of \(title.strippingTags), \(caption.strippingTags)">
      <path class="truth" d="\(truth)"/><path class="grid" d="\(gridPath)"/>
      <path class="score" d="\(path)"/>
      <svg y="0" width="\(columns.count)" height="\(max(line, 1))" viewBox="0 0 \(columns.count) \(max(line, 1))" \
      preserveAspectRatio="none"><path class="above" d="\(path)"/></svg>
      <path class="threshold" d="M0 \(line)H\(columns.count)"/></svg>\(eventLabels)</div>
      \(strips.map(stripHTML).joined())
      <div></div><div class="xlabels" aria-hidden="true">\(ticks.map { "<span>\($0)</span>" }.joined())</div>
      </div></figure>

      """
  }

  private func y(_ score: Double) -> Int { Self.height - Int((scale.height(score) * Double(Self.height)).rounded()) }

  /// One vertical stroke per column from its lowest to its highest score, strokes joined; gaps where there is none.
  private var scorePath: String {
    var path = ""
    var pen: (x: Int, y: Int)?
    for (x, extreme) in columns.extremes.enumerated() {
      guard let extreme else {
        pen = nil
        continue
      }
      let (top, bottom) = (y(extreme.upperBound), y(extreme.lowerBound))
      guard let last = pen else {
        path += "M\(x) \(top)" + (bottom == top ? "h1" : "V\(bottom)")
        pen = (bottom == top ? x + 1 : x, bottom)
        continue
      }
      let topFirst = abs(last.y - top) < abs(last.y - bottom)
      let (near, far) = topFirst ? (top, bottom) : (bottom, top)
      path += near == last.y ? "H\(x)" : "L\(x) \(near)"
      if far != near { path += "V\(far)" }
      pen = (x, far)
    }
    return path
  }

  private var gridPath: String { scale.ticks.map { "M0 \(y($0))H\(columns.count)" }.joined() }

  private var yLabels: String {
    let limit = scale.height(threshold)
    var labels = "<span class=\"limit\" style=\"top:\(FigureText.decimal((1 - limit) * 100, 1))%\">threshold</span>"
    for tick in scale.ticks where abs(scale.height(tick) - limit) > 0.1 {
      let top = FigureText.decimal((1 - scale.height(tick)) * 100, 1)
      labels += "<span style=\"top:\(top)%\">\(FigureText.short(tick))</span>"
    }
    return labels
  }

  private var eventLabels: String {
    var free = -1.0
    var labels = ""
    for event in eventNames {
      let left = Double(columns.column(of: event.row)) / Double(columns.count) * 100
      guard left >= free else { continue }
      free = left + 5
      let name = HTMLText.name(event.name)
      let side = left > 93 ? " last" : ""
      labels += "<span class=\"mark\(side)\" style=\"left:\(FigureText.decimal(left, 1))%\">\(name)</span>"
    }
    return labels
  }

  private func stripHTML(_ strip: Strip) -> String {
    let boxes = Self.boxes(columns.columns(of: strip.runs), height: 10, least: max(1, columns.count / 400))
    return """
      <div class="lane">\(strip.name)</div>\
      <svg class="strip" viewBox="0 0 \(columns.count) 10" preserveAspectRatio="none" aria-hidden="true">\
      <path class="\(strip.style)" d="\(boxes)"/></svg>

      """
  }

  private static func boxes(_ columns: [Range<Int>], height: Int, least: Int = 1) -> String {
    columns.map { "M\($0.lowerBound) 0h\(max($0.count, least))v\(height)h-\(max($0.count, least))z" }.joined()
  }
}

extension String {
  /// The text of our own markup without its tags.
  fileprivate var strippingTags: String {
    var inside = false
    return String(
      filter { character in
        if character == "<" { inside = true }
        defer { if character == ">" { inside = false } }
        return !inside
      })
  }
}
