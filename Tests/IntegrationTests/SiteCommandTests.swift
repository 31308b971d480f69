import Foundation
import Testing

/// `sat site`: what it infers is valid, and what is not valid is listed with its place.
@Suite struct SiteCommandTests {
  @Test func `an inferred site is valid, to a file and to standard output alike`() throws {
    let folder = try TemporaryFolder()
    let normal = try Works.folder().file("normal.csv.gz")
    let said = try succeed("site", "infer", "--recording", normal, "--output", "site.yaml", "--id", "works", in: folder)
    #expect(said.output.contains("LIT101  continuous") && said.output.contains("Wrote site.yaml: 8 tags"))
    let printed = try succeed("site", "infer", "--recording", normal, "--id", "works", in: folder)
    #expect(printed.output == folder.text("site.yaml"))
    #expect(printed.output.contains("\nsite: works\n"))
    let checked = try succeed("site", "check", "site.yaml", in: folder)
    #expect(checked.output == "site.yaml is a valid site file: 0 zones, 8 assets, 8 tags\n")
  }

  @Test func `every problem is a line with file, line and column, and the check fails with 1`() throws {
    let folder = try TemporaryFolder()
    try folder.write("site: x\ntags:\n  - nam: a\n  - name: b\n    kind: odd\n", to: "bad.yaml")
    let outcome = try Program(folder: folder).run(["site", "check", "bad.yaml"])
    #expect(outcome.status == 1 && outcome.endedByItself)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count >= 3 && lines.allSatisfy { $0.hasPrefix("bad.yaml:") }, "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("bad.yaml:5:11: ") && $0.contains("odd") }, "\(outcome.output)")
    let json = try Program(folder: folder).run(["site", "check", "bad.yaml", "--json"])
    let fields = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(json.status == 1 && fields?["is_valid"] as? Bool == false)
    #expect((fields?["problems"] as? [Any])?.count == lines.count)
  }

  @Test func `a file that is no text, or far too large, fails the check`() throws {
    let folder = try TemporaryFolder()
    try folder.write([0xFF, 0xFE, 0x00, 0x80], to: "binary.yaml")
    try folder.write([UInt8](repeating: 0x20, count: 5 << 20), to: "large.yaml")
    for name in ["binary.yaml", "large.yaml"] {
      let outcome = try Program(folder: folder).run(["site", "check", name])
      #expect(outcome.status == 1 && outcome.output.hasPrefix("\(name):"), "\(outcome)")
    }
  }

  @Test func `a site file that cannot be read is bad input`() throws {
    let folder = try TemporaryFolder()
    try refuse("site", "check", "missing.yaml", in: folder, saying: ["missing.yaml", "No such file"])
    try refuse("site", "check", ".", in: folder, saying: ["directory"])
  }
}
