internal import TwinModel

/// What `sat site infer` found, tag by tag.
struct SiteFindings: Encodable {
  /// One tag.
  struct Line: Encodable {
    var tag: String
    var kind: String
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var quantisation: Double?
    @OrNull var asset: String?
    @OrNull var role: String?
    @OrNull var quantity: String?
    var isConstant: Bool
    var missingRows: Int
  }

  /// One law that is offered for review.
  struct Law: Encodable {
    var name: String
    var kind: String
    var words: String
    var support: Int
    var confidence: Double
    var remark: String
  }

  var site: String
  @OrNull var output: String?
  var rows: Int
  var assets: Int
  var tags: [Line]
  var laws: [Law]

  /// - Parameter path: where the site file was written, if anywhere.
  init(_ findings: [SiteInference.Finding], of mining: PhysicsMining, rows: Int, path: String?) {
    site = mining.site.id
    self.rows = rows
    output = path
    assets = mining.site.assets.count
    tags = findings.map { finding in
      Line(
        tag: finding.tag.name, kind: finding.tag.kind.rawValue, low: finding.tag.range?.lowerBound,
        high: finding.tag.range?.upperBound, quantisation: finding.tag.quantisation, asset: finding.tag.asset,
        role: finding.tag.role?.rawValue, quantity: finding.tag.quantity?.rawValue, isConstant: finding.isConstant,
        missingRows: finding.missing)
    }
    laws = mining.candidates.map { law in
      Law(
        name: law.name, kind: law.kind.rawValue, words: law.words, support: law.evidence.support,
        confidence: law.evidence.confidence, remark: law.evidence.remark)
    }
  }

  /// The findings as a table.
  var text: String {
    let heads = ["tag", "kind", "range", "step", "asset", "role", "quantity", ""]
    let lines = Columns.aligned([heads] + tags.map(Self.cells), right: [3])
    let end = output.map { "Wrote \($0): \(count(tags.count, "tag")), \(count(assets, "asset")), from \(rows) rows." }
    return (lines + offered + [end].compactMap(\.self)).joined(separator: "\n")
  }

  /// The laws as a table; nothing where none was found.
  private var offered: [String] {
    guard !laws.isEmpty else { return [] }
    let heads = ["", "offered for review", "support", "confidence"]
    let cells = laws.map { [$0.kind, $0.words, String($0.support), "\(Int(($0.confidence * 100).rounded())) %"] }
    return [""] + Columns.aligned([heads] + cells, right: [2, 3]) + [""]
  }

  private static func cells(_ line: Line) -> [String] {
    let range = line.low.flatMap { low in line.high.map { "\(short(low)) … \(short($0))" } }
    var remarks = line.isConstant ? ["constant"] : []
    if line.missingRows > 0 { remarks.append("\(line.missingRows) rows without a value") }
    return [
      line.tag, line.kind, range ?? "–", line.quantisation.map(short) ?? "–", line.asset ?? "–", line.role ?? "–",
      line.quantity ?? "–", remarks.joined(separator: ", "),
    ]
  }

  private static func short(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}

/// A count with its noun, in the plural where it is not one.
func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
