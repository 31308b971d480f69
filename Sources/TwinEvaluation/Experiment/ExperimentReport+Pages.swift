extension ExperimentReport {
  /// The bars as aligned lines for a terminal.
  public var summaryText: String {
    let table = tables[0]
    let lines = [table.heads] + table.rows
    let widths = table.heads.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      cells.enumerated().map { index, text in
        let gap = String(repeating: " ", count: widths[index] - text.count)
        return index < 2 ? text + gap : gap + text
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// The report as Markdown.
  public var markdown: String {
    "# Detection experiment\n\n" + facts.joined(separator: " ") + "\n\n"
      + tables.map(\.markdown).joined(separator: "\n")
  }

  /// The report as one self-contained page.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>
    <title>Detection experiment</title><style>\(HTMLReport.style)</style></head><body><main>
    <header><p class="eyebrow">sat \(HTMLText.escape(version))</p><h1>Detection experiment</h1>
    <p class="lead">\(HTMLText.escape(facts.joined(separator: " ")))</p></header>
    \(tables.map(\.html).joined())</main></body></html>

    """
  }

  private var facts: [String] {
    let names =
      seeds.count > 6 ? "\(seeds[0]) to \(seeds[seeds.count - 1])" : seeds.map(String.init).joined(separator: ", ")
    return [
      "Seeds of the attacks: \(names); of normal operation: from \(seeds[0] &+ DetectionExperiment.normalOffset) on;",
      "of the runs that were learned: \(trainingSeed).",
      plants.allSatisfy(\.setting.isNetworked)
        ? "All runs go over the plants' communication networks."
        : "Values and commands arrive at once, without a network.",
    ]
  }
}
