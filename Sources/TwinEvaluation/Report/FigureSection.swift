/// Every figure of every detector, with what it says.
struct FigureSection {
  let report: DetectionReport

  var html: String {
    let heads = report.detectors.map { "<th scope=\"col\" class=\"n\">\(HTMLText.name($0.name))</th>" }.joined()
    let bodies = FigureLine.Group.allCases.map { group in
      let rows = FigureLine.all.filter { $0.group == group }.map(row).joined()
      return """
        <tbody><tr class="group"><th scope="rowgroup" colspan="\(report.detectors.count + 2)">\(group.rawValue)</th></tr>
        \(rows)</tbody>

        """
    }
    return """
      <section><h2 id="figures">All figures</h2>
      <p class="lead">No figure is point-adjusted: an alarmed row counts for itself alone. A dash marks a figure that is \
      undefined on this recording.</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="figures"><table class="figures"><thead><tr>
      <th scope="col">Figure</th>\(heads)<th scope="col" class="soft">What it says</th></tr></thead>
      \(bodies.joined())</table></div></section>

      """
  }

  private func row(_ line: FigureLine) -> String {
    let cells = report.detectors.map { "<td class=\"n\">\(line.text($0))</td>" }.joined()
    return "<tr><th scope=\"row\">\(line.title)</th>\(cells)<td class=\"soft\">\(line.meaning)</td></tr>\n"
  }
}
