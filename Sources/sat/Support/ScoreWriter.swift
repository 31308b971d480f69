internal import TwinDetection
internal import TwinModel

/// Writes one line per scored row.
struct ScoreWriter: ~Copyable {
  private static let header = "series,step,score,alarm,tag1,share1,tag2,share2,tag3,share3\n"

  private var file: OutputFile
  private let names: [[UInt8]]
  private var buffer = Array(Self.header.utf8)

  init(path: String, tags: [String]) throws(Failure) {
    file = try OutputFile(path: path, isCompressible: true)
    names = tags.map { Array(Self.quoted($0).utf8) }
  }

  /// Appends the rows of a block.
  mutating func append(_ block: FrameBlock, _ scores: ScoreBlock) throws(Failure) {
    let series = block.seriesNames.map { Array(Self.quoted($0).utf8) }
    for row in 0..<block.count {
      buffer += series[Int(block.seriesIndices[row])]
      buffer += ",\(block.sequences[row]),\(scores.scores[row]),\(scores.isAlarm(at: row) ? 1 : 0)".utf8
      for place in 0..<ScoreBlock.namedTags { append(scores, at: row * ScoreBlock.namedTags + place) }
      buffer.append(UInt8(ascii: "\n"))
    }
    try flush()
  }

  /// Puts the file in place.
  consuming func finish() throws(Failure) {
    try flush()
    try file.commit()
  }

  /// A tag and its share, or two empty cells.
  private mutating func append(_ scores: ScoreBlock, at index: Int) {
    let tag = scores.topTags[index]
    buffer.append(UInt8(ascii: ","))
    if tag >= 0 { buffer += names[Int(tag)] }
    buffer.append(UInt8(ascii: ","))
    if tag >= 0 { appendShare(scores.topShares[index]) }
  }

  /// Three decimals.
  private mutating func appendShare(_ share: Float) {
    let thousandths = Int((min(max(share, 0), 1) * 1000).rounded())
    buffer += "\(thousandths / 1000).".utf8
    let rest = thousandths % 1000
    for divisor in [100, 10, 1] { buffer.append(UInt8(ascii: "0") + UInt8(rest / divisor % 10)) }
  }

  private mutating func flush() throws(Failure) {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
