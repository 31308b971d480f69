import Foundation
import PowerFlow

/// Network cases with solved values, which lie beside the repository and not in it.
struct Facts: Decodable {
  let baseMVA: Double
  let bus: [[Double]]
  let gen: [[Double]]
  let branch: [[Double]]
  let solved: Solved

  enum CodingKeys: String, CodingKey {
    case baseMVA, bus, gen, branch
    case solved = "solved_ac"
  }

  struct Solved: Decodable {
    let magnitudes: [Double]
    let angles: [Double]
    let losses: Double

    enum CodingKeys: String, CodingKey {
      case magnitudes = "Vm"
      case angles = "Va_deg"
      case losses = "losses_MW"
    }
  }

  static let names = ["case9", "case14", "case30", "case33bw", "case118"]

  private static var folder: URL {
    if let shared = ProcessInfo.processInfo.environment["SAT_SHARED"] { return URL(fileURLWithPath: shared) }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("shared")
  }

  static var areThere: Bool { FileManager.default.fileExists(atPath: file("case14").path) }

  private static func file(_ name: String) -> URL {
    folder.appendingPathComponent("facts/plants").appendingPathComponent(name + ".json")
  }

  static func read(_ name: String) throws -> Facts {
    try JSONDecoder().decode(Facts.self, from: Data(contentsOf: file(name)))
  }

  /// The case as the text of a case file, with everything a writer may do: comments, continuations, commas.
  func caseText(name: String) -> String {
    func rows(_ table: [[Double]]) -> String {
      table.enumerated().map { index, row in
        let cells = row.map { $0 == $0.rounded() && abs($0) < 1e6 ? String(Int($0)) : String($0) }
        switch index % 3 {
        case 0: return "\t" + cells.joined(separator: "\t") + ";"
        case 1: return "  " + cells.joined(separator: ", ") + " % a comment ; with ] signs"
        default:
          return cells.prefix(3).joined(separator: " ") + " ... the rest follows\n   "
            + cells.dropFirst(3).joined(separator: " ") + ";"
        }
      }.joined(separator: "\n")
    }
    return """
      function mpc = \(name)
      %{
      mpc.baseMVA = 1; not this
      %}
      mpc.version = '2';   % the version
      mpc.baseMVA = \(baseMVA);
      mpc.bus = [
      \(rows(bus))
      ];
      mpc.gen = [ \(rows(gen))
      ];
      mpc.branch = [
      \(rows(branch))
      ];
      mpc.gencost = [ 2 0 0 3 0.1 20 0 ];
      mpc.bus_name = { 'one; ]'; "two }" };
      """
  }

  func gridCase(name: String = "case") throws -> GridCase { try CaseFile(caseText(name: name)).gridCase }
}
