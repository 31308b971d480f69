internal import Yams

extension SiteDiagnostics {
  /// Reports what the YAML reader said, at the place it named.
  func report(_ error: any Error, in text: String) {
    let top = SitePlace(line: 1, column: 1, keyPath: "")
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let during = context.map { " \($0.text) that began in line \($0.mark.line)" } ?? ""
      report("not YAML: \(problem)\(during)", at: SitePlace(mark, ""))
    case .duplicatedKeysInMapping(let keys, let context):
      reportDuplicates(keys, first: context.mark, in: text)
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
      report("not YAML: \(problem)", at: top)
    default:
      report("not YAML", at: top)
    }
  }

  /// The reader names the keys and the first one's first place; the second place is looked for in the text.
  private func reportDuplicates(_ keys: [String], first: Mark, in text: String) {
    let key = keys.first ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let second = lines.indices.first { index in
      guard index >= first.line else { return false }
      let line = lines[index].unicodeScalars
      let lead = line.prefix(first.column - 1)
      return lead.allSatisfy { $0 == " " || $0 == "-" } && lead.count == first.column - 1
        && lines[index].dropFirst(first.column - 1).hasPrefix(key + ":")
    }
    let place = second.map { SitePlace(line: $0 + 1, column: first.column, keyPath: "") } ?? SitePlace(first, "")
    report("key \"\(key)\" is given twice (first in line \(first.line)); keep one", at: place)
    for other in keys.dropFirst() {
      report("key \"\(other)\" is given twice in the same mapping; keep one", at: SitePlace(first, ""))
    }
  }
}
