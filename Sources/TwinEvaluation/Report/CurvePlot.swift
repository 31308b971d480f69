/// A curve in the unit square, one line per detector, with the point at each detector's own threshold.
struct CurvePlot {
  /// One detector's curve.
  struct Line {
    var name: String
    var points: [(x: Double, y: Double)]
    /// Where the detector's own threshold lies; `nil` when undefined.
    var operating: (x: Double, y: Double)?
    var area: Double?
  }

  let title: String
  let meaning: String
  let xTitle: String
  let yTitle: String
  let areaName: String
  /// The line that guessing reaches, from left to right; `nil` when undefined.
  let chance: (left: Double, right: Double)?
  let lines: [Line]

  private static let side = 300.0
  private static let origin = (x: 44.0, y: 12.0)

  var html: String {
    var body = axes
    if let chance {
      body += "<path class=\"chance\" d=\"M\(Self.place(0, chance.left))L\(Self.place(1, chance.right))\"/>"
    }
    for (index, line) in lines.enumerated().reversed() {
      body += "<path class=\"curve c\(min(index, 3))\" d=\"\(Self.path(line.points))\"/>"
    }
    for (index, line) in lines.enumerated().reversed() {
      guard let point = line.operating else { continue }
      let (x, y) = Self.pixel(point.x, point.y)
      body += marker(index, x, y)
    }
    return """
      <figure class="curve"><figcaption><strong>\(title)</strong> <span>\(meaning)</span></figcaption>
      <svg viewBox="0 0 360 356" role="img" aria-label="\(title): \(spoken)">\(body)</svg>
      <ul class="legend">\(lines.enumerated().map(legend).joined())</ul></figure>

      """
  }

  private var spoken: String {
    lines.map { "\(HTMLText.escape($0.name)) \(areaName) \(FigureText.decimal($0.area))" }.joined(separator: ", ")
  }

  private func marker(_ index: Int, _ x: Double, _ y: Double) -> String {
    let (cx, cy) = (FigureText.decimal(x, 1), FigureText.decimal(y, 1))
    if index == 0 { return "<circle class=\"point c0\" cx=\"\(cx)\" cy=\"\(cy)\" r=\"5\"/>" }
    return "<path class=\"point c\(min(index, 3))\" d=\"M\(cx) \(cy)m0-6l6 6l-6 6l-6-6z\"/>"
  }

  private func legend(_ index: Int, _ line: Line) -> String {
    let shape = index == 0 ? "●" : "◆"
    let point = line.operating.map {
      "; \(shape) at its threshold: \(yTitle) \(FigureText.decimal($0.y)), \(xTitle) \(FigureText.decimal($0.x))"
    }
    return """
      <li><span class="key c\(min(index, 3))">\(HTMLText.name(line.name))</span> \(areaName) \
      \(FigureText.decimal(line.area))\(point ?? "")</li>
      """
  }

  private var axes: String {
    var result = ""
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
      let (x, y) = Self.pixel(tick, tick)
      let (left, top) = (FigureText.decimal(x, 1), FigureText.decimal(y, 1))
      result += "<path class=\"grid\" d=\"M\(left) 12V312M44 \(top)H344\"/>"
      let label = FigureText.short(tick)
      result += "<text class=\"tick\" x=\"\(left)\" y=\"328\" text-anchor=\"middle\">\(label)</text>"
      result +=
        "<text class=\"tick\" x=\"38\" y=\"\(FigureText.decimal(y + 4, 1))\" text-anchor=\"end\">\(label)</text>"
    }
    result += "<text x=\"194\" y=\"348\" text-anchor=\"middle\">\(xTitle)</text>"
    result += "<text transform=\"translate(11 162) rotate(-90)\" text-anchor=\"middle\">\(yTitle)</text>"
    return result
  }

  private static func pixel(_ x: Double, _ y: Double) -> (Double, Double) {
    (origin.x + x * side, origin.y + (1 - y) * side)
  }

  private static func place(_ x: Double, _ y: Double) -> String {
    let (left, top) = pixel(x, y)
    return FigureText.decimal(left, 1) + " " + FigureText.decimal(top, 1)
  }

  /// Drops points that lie within half a unit of the last one kept; the first and last always stay.
  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    var path = ""
    var last: (x: Double, y: Double)?
    for (index, point) in points.enumerated() {
      if let kept = last, index < points.count - 1,
        abs(point.x - kept.x) * side < 0.5 && abs(point.y - kept.y) * side < 0.5
      {
        continue
      }
      path += (path.isEmpty ? "M" : "L") + place(point.x, point.y)
      last = point
    }
    return path
  }
}
