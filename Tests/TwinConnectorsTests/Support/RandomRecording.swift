import TwinModel

/// A well-formed recording made from a seed, with everything a recording may have.
struct RandomRecording {
  let text: String

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }
    let delimiter = [",", ";", "\t"][Int(random.next() % 3)]
    let end = chance(2) ? "\n" : "\r\n"
    let tags = 1 + Int(random.next() % 12)
    let hasTime = chance(2)
    let hasQuality = chance(3)
    var header = ["series", "step"]
    if hasTime { header.append("ts") }
    header += (0..<tags).map { "\"tag \($0)\"" }
    if hasQuality { header.append("tag 0.quality") }
    header += ["label", "event"]
    var lines = [header.joined(separator: delimiter)]
    for series in 0..<3 {
      var step = Int(random.next() % 10)
      for _ in 0..<Int(1 + random.next() % 40) {
        var cells = [chance(2) ? "run \(series)" : "\"run \(series)\"", "\(step)"]
        if hasTime { cells.append("\(1_700_000_000 + step).5") }
        for _ in 0..<tags { cells.append(Self.cell(using: &random)) }
        if hasQuality { cells.append(["", "good", "192", "bad", "64"][Int(random.next() % 5)]) }
        cells += chance(2) ? ["0", ""] : ["1", chance(2) ? "9" : "\"say \"\"hi\"\"\(end)there\""]
        lines.append(cells.joined(separator: delimiter))
        if chance(20) { lines.append("") }
        step += 1 + Int(random.next() % 3)
      }
    }
    text = (chance(2) ? "\u{FEFF}" : "") + lines.joined(separator: end) + (chance(2) ? end : "")
  }

  private static func cell(using random: inout SeededGenerator) -> String {
    switch random.next() % 8 {
    case 0: ""
    case 1: "on"
    case 2: " \(random.uniform()) "
    case 3: "\"\(random.normal())\""
    case 4: "\(random.normal() * 1e30)"
    default: "\((random.normal() * 1000).rounded() / 100)"
    }
  }
}
