internal import TwinTestbeds

/// A table of text, written as Markdown and as HTML.
struct ExperimentTable {
  var title: String
  /// A sentence below the title; empty for none.
  var lead = ""
  var heads: [String]
  var rows: [[String]] = []

  /// As Markdown.
  var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let marks = heads.indices.map { $0 == 0 ? "---" : "---:" }
    let text = lead.isEmpty ? "" : lead + "\n\n"
    return "### \(title)\n\n" + text
      + ([line(heads), "|" + marks.joined(separator: "|") + "|"] + rows.map(line)).joined(separator: "\n") + "\n"
  }

  /// As HTML.
  var html: String {
    let head = heads.enumerated().map { index, text in
      "<th scope=\"col\"\(index == 0 ? "" : " class=\"n\"")>\(HTMLText.escape(text))</th>"
    }
    let body = rows.map { cells in
      "<tr>"
        + cells.enumerated().map { index, text in
          index == 0
            ? "<th scope=\"row\">\(HTMLText.escape(text))</th>" : "<td class=\"n\">\(HTMLText.escape(text))</td>"
        }.joined() + "</tr>"
    }
    let text = lead.isEmpty ? "" : "<p class=\"lead\">\(HTMLText.escape(lead))</p>"
    return """
      <h2>\(HTMLText.escape(title))</h2>\(text)<div class="scroll" tabindex="0"><table><thead><tr>\(head.joined())</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div>

      """
  }
}
