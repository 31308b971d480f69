/// The names that one section of a site file declares, and the places that refer to them.
struct SiteNames {
  /// What is named: `zone`, `asset`, `tag`.
  let thing: String
  private(set) var names: [String] = []
  private var lines: [String: Int] = [:]
  private var references: [SiteWord] = []

  init(_ thing: String) { self.thing = thing }

  /// Declares a name; a second declaration is reported.
  mutating func declare(_ word: SiteWord, _ diagnostics: SiteDiagnostics) {
    if let line = lines[word.text] {
      diagnostics.report(
        "\(thing) \"\(word.text.shortened)\" is declared twice (first in line \(line)); names are unique",
        at: word.place)
      return
    }
    lines[word.text] = word.place.line
    names.append(word.text)
  }

  /// Notes that a name is used; it may be declared later.
  mutating func refer(_ word: SiteWord?) {
    if let word { references.append(word) }
  }

  /// Reports every use of a name that nobody declared.
  func resolve(_ diagnostics: SiteDiagnostics) {
    for reference in references where lines[reference.text] == nil {
      diagnostics.report(
        "unknown \(thing) \"\(reference.text.shortened)\"; declare it under \(thing)s", at: reference.place,
        wrong: reference.text, among: names)
    }
  }
}
