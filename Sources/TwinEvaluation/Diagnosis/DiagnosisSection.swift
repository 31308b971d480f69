internal import TwinModel

/// Diagnosis in a page: what happened and what was said, how far stated probabilities can be trusted, and all figures.
public struct DiagnosisSection: Sendable {
  private let figures: DiagnosisFigures
  private let attribution: AttributionFigures

  /// Side of the reliability diagram, in pixels.
  private static let side = 220.0

  /// Creates the section.
  public init(_ figures: DiagnosisFigures, attribution: AttributionFigures = AttributionFigures()) {
    self.figures = figures
    self.attribution = attribution
  }

  /// The section as HTML.
  public var html: String {
    """
    <section><h2 id="diagnosis">Diagnosis</h2>
    <p class="lead">What happened, row by row, and what the incident was taken for. Silence about benign trouble is right.</p>
    \(matrix)\(reliability)
    <div class="scroll" tabindex="0" role="region" aria-labelledby="diagnosis"><table class="figures"><thead><tr>
    <th scope="col">Figure</th><th scope="col" class="n">Value</th><th scope="col" class="soft">What it says</th></tr></thead>
    <tbody>\((figures.lines + attribution.lines).map(row).joined())</tbody></table></div></section>

    """
  }

  /// The section as a page of its own.
  public func page(title: String, facts: String, program: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>
    <title>\(HTMLText.escape(title))</title><style>\(HTMLReport.style)</style></head><body><main>
    <header><p class="eyebrow">\(HTMLText.escape(program))</p><h1>\(HTMLText.escape(title))</h1>
    <p class="lead">\(HTMLText.escape(facts))</p></header>
    \(html)</main></body></html>

    """
  }

  private func row(_ line: DiagnosisFigures.Line) -> String {
    """
    <tr><th scope="row">\(HTMLText.escape(line.name))</th><td class="n">\(HTMLText.escape(line.value))</td>\
    <td class="soft">\(HTMLText.escape(line.meaning))</td></tr>

    """
  }

  private var matrix: String {
    let matrix = figures.confusion
    let happened = matrix.classes.filter { matrix.happened($0) > 0 }
    guard !happened.isEmpty else { return "<p class=\"lead\">No event of a judged class happened.</p>" }
    let said: [IncidentClass?] =
      IncidentClass.allCases.filter { kind in happened.contains(kind) || happened.contains { matrix[$0, kind] > 0 } }
      + [nil]
    let heads = (said.map { $0?.rawValue ?? "silent" } + ["precision", "recall", "F1"]).map {
      "<th scope=\"col\" class=\"n\">\($0)</th>"
    }
    let rows = happened.map { kind -> String in
      let cells = said.map { said -> String in
        let count = matrix[kind, said]
        let text = count == 0 ? "<span class=\"soft\">0</span>" : FigureText.count(count)
        return "<td class=\"n\">\(said == kind ? "<strong>\(text)</strong>" : text)</td>"
      }
      let figures = matrix.figures(of: kind)
      let shares = [figures.precision, figures.recall, figures.f1].map {
        "<td class=\"n\">\(FigureText.decimal($0))</td>"
      }
      return "<tr><th scope=\"row\">\(kind.rawValue) <span class=\"soft\">\(kind.name)</span></th>"
        + (cells + shares).joined() + "</tr>\n"
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix"><table><thead><tr>
      <th scope="col">Happened</th>\(heads.joined())</tr></thead><tbody>\(rows.joined())</tbody></table></div>

      """
  }

  /// What was stated against what was right: on the diagonal every probability keeps its word.
  private var reliability: String {
    let bins = figures.reliability.bins.filter { $0.count > 0 }
    guard !bins.isEmpty else { return "" }
    let side = Self.side
    let most = bins.map(\.count).max() ?? 1
    let dots = bins.map { bin -> String in
      let (stated, right) = (bin.stated / Double(bin.count), Double(bin.right) / Double(bin.count))
      let radius = 3 + 6 * (Double(bin.count) / Double(most)).squareRoot()
      return
        "<circle cx=\"\(FigureText.decimal(stated * side, 1))\" cy=\"\(FigureText.decimal((1 - right) * side, 1))\" "
        + "r=\"\(FigureText.decimal(radius, 1))\" fill=\"currentColor\" fill-opacity=\"0.6\"><title>stated "
        + "\(FigureText.percent(stated)), right \(FigureText.percent(right)) of \(bin.count)</title></circle>"
    }
    return """
      <figure><svg viewBox="-6 -6 \(Int(side) + 12) \(Int(side) + 12)" width="\(Int(side))" height="\(Int(side))" role="img" \
      aria-label="Stated probability against share that was right">
      <rect width="\(Int(side))" height="\(Int(side))" fill="none" stroke="currentColor" stroke-opacity="0.4"/>
      <line x1="0" y1="\(Int(side))" x2="\(Int(side))" y2="0" stroke="currentColor" stroke-dasharray="4 4"/>
      \(dots.joined())</svg>
      <figcaption>Stated probability (to the right) against the share that was right (upwards); the larger the dot, the more \
      incidents.</figcaption></figure>

      """
  }
}
