/// Gathers the problems of one file, so that a reader can go on after each.
///
/// A reference type on purpose: all the readers of one file write into the same list. It lives within one call.
final class SiteDiagnostics {
  let file: String
  private var findings: [Finding] = []
  private var uncounted = 0

  private struct Finding {
    var place: SitePlace
    var message: String
    var wrong: String?
    var candidates: [String]
  }

  /// So many findings are kept before the earliest are chosen; a hostile file may have millions.
  private static let capacity = 10_000

  init(file: String) { self.file = file }

  /// Notes a problem; `wrong` and `candidates` ask for a suggestion.
  func report(_ message: String, at place: SitePlace, wrong: String? = nil, among candidates: [String] = []) {
    guard findings.count < Self.capacity else {
      uncounted += 1
      return
    }
    findings.append(Finding(place: place, message: message, wrong: wrong, candidates: candidates))
  }

  /// What was found so far, in line order; `nil` when nothing was.
  func error(limit: Int) -> SiteError? {
    guard !findings.isEmpty else { return nil }
    let ordered = findings.enumerated().sorted { left, right in
      (left.element.place.line, left.element.place.column, left.offset)
        < (right.element.place.line, right.element.place.column, right.offset)
    }
    let problems = ordered.prefix(limit).map { _, finding in
      SiteError.Problem(
        file: file, line: finding.place.line, column: finding.place.column, keyPath: finding.place.keyPath,
        message: finding.message,
        suggestion: finding.wrong.flatMap { EditDistance.suggestion(for: $0, among: finding.candidates) })
    }
    return SiteError(problems: problems, omitted: findings.count - problems.count + uncounted)
  }
}
