internal import Yams

extension Site {
  /// A site file has at most this many bytes; one of 5,000 tags has some 700,000.
  public static let maximumBytes = 4 << 20
  /// At most this many problems are listed; the rest are counted.
  public static let maximumProblems = 50

  /// Reads a site file.
  ///
  /// The whole file is checked in one pass, and every problem is reported with its line, column and key path. Only
  /// what makes the text unreadable as YAML (a syntax error, a key given twice) is reported alone.
  ///
  /// - Parameter text: the YAML text.
  /// - Parameter file: the name that problems carry.
  public init(yaml text: String, file: String = "site.yaml") throws(SiteError) {
    try self.init(yaml: Array(text.utf8), file: file)
  }

  /// Reads a site file from its bytes, of which nothing is assumed.
  ///
  /// - Parameter bytes: the YAML text in UTF-8.
  /// - Parameter file: the name that problems carry.
  public init(yaml bytes: [UInt8], file: String = "site.yaml") throws(SiteError) {
    let diagnostics = SiteDiagnostics(file: file)
    let site = Self.read(bytes, diagnostics)
    if let error = diagnostics.error(limit: Self.maximumProblems) { throw error }
    guard let site else { preconditionFailure("a site that was not read has a problem") }
    self = site
  }

  private static func read(_ bytes: [UInt8], _ diagnostics: SiteDiagnostics) -> Site? {
    guard let text = SiteTextScreening(diagnostics: diagnostics).text(of: bytes) else { return nil }
    do {
      guard let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
        diagnostics.report(
          "the file is empty; a site file begins with \"site: name\"", at: SitePlace(line: 1, column: 1, keyPath: ""))
        return nil
      }
      var reader = SiteReader(diagnostics: diagnostics)
      return reader.read(root)
    } catch {
      diagnostics.report(error, in: text)
      return nil
    }
  }
}
