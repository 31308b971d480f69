import Testing
import TwinModel

struct SiteFileHostileTests {
  /// Bytes that no site file has, and a part of what must be said about them.
  static let hostile: [(name: String, bytes: [UInt8], message: String)] = [
    ("nothing", [], "1:1: the file is empty"),
    ("only a comment", Array("# site\n".utf8), "1:1: the file is empty"),
    ("NUL", Array("site: a\nname: \0b\n".utf8), "2:7: control character 0"),
    ("invalid UTF-8", Array("site: é\nname: ".utf8) + [0xC3, 0x28], "2:7: the file is not UTF-8"),
    ("UTF-16", [0xFF, 0xFE, 0x73, 0x00], "1:1: the file is not UTF-8"),
    ("too large", [UInt8](repeating: 0x20, count: Site.maximumBytes + 1), "4194305 bytes"),
    ("open brackets", Array(("site: " + String(repeating: "[", count: 5000)).utf8), "1:23: nested deeper"),
    ("nested items", Array(String(repeating: "- ", count: 5000).utf8), "nested deeper"),
    (
      "nested fields", Array((0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8),
      "nested deeper"
    ),
    ("explicit keys", Array("? {a: b}\n: c\n".utf8), "1:1: explicit keys"),
    ("explicit key behind an anchor", Array("{&a? {a: b}: c}\n".utf8), "1:4: explicit keys"),
    ("several documents", Array("site: a\n---\nsite: b\n".utf8), "another document"),
    ("a list", Array("- site\n".utf8), "1:1: expected a mapping"),
    ("a text", Array("site\n".utf8), "1:1: expected a mapping"),
    ("a list as key", Array("[a]: b\nsite: c\n".utf8), "1:1: expected plain text as key"),
    ("unclosed quote", Array("site: \"a\n".utf8), "2:1: not YAML"),
    ("surrogate", Array("site: \"\\ud800\"\n".utf8), "not YAML"),
    ("merge key", Array("site: a\n<<: {name: b}\n".utf8), "2:1: unknown key \"<<\""),
    (
      "alias bomb",
      Array("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: {*c : 1}\n".utf8), "2:8: YAML aliases"
    ),
    ("undefined alias", Array("site: *a\n".utf8), "1:7: not YAML: found undefined alias"),
    ("huge number", Array("site: a\nenvelopes: [{tag: b, low: 1e999}]\ntags: [{name: b}]\n".utf8), "expected a number"),
    (
      "a long name", Array(("site: " + String(repeating: "a", count: 300)).utf8),
      "1:7: site: expected text of 1…256 bytes"
    ),
  ]

  @Test(arguments: hostile.indices) func `hostile bytes give one clear problem`(index: Int) throws {
    let sample = Self.hostile[index]
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: sample.bytes) })
    #expect(error.description.contains(sample.message), "\(sample.name): \(error)")
  }

  @Test func `a large file of a large plant is read`() throws {
    let tags = (0..<5000).map { Tag(name: "LIT\($0)", unit: "m", range: 0...Double($0 + 1), quantity: .level) }
    let site = Site(id: "large", tags: tags)
    #expect(try Site(yaml: site.yaml) == site)
  }

  /// Every mutation of a good file is either a site, which then survives a round trip, or a list of problems.
  @Test(arguments: 0..<8) func `a mutated file is read or refused, and never traps`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let original = Array(SiteFileTests.complete.utf8)
    let fragments = [
      "[", "]", "{", "}", ": ", "- ", "\n", "  ", "&a ", "*a", "? ", "\"", "'", "|", ">", "#", "!!x ", "%", "\t",
      "1e308", "~",
    ]
    for _ in 0..<500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: fragments.randomElement(using: &random)!.utf8, at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        default:
          let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
          bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
        }
        if bytes.isEmpty { bytes = original }
      }
      do {
        let site = try Site(yaml: bytes)
        #expect(throws: Never.self) {
          let again = try Site(yaml: site.yaml)
          #expect(again == site)
        }
      } catch {
        #expect(!error.problems.isEmpty && error.problems.count <= Site.maximumProblems)
        #expect(error.problems.allSatisfy { $0.line >= 0 && !$0.message.isEmpty })
      }
    }
  }
}
