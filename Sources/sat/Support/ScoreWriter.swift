internal import TwinConnectors
internal import TwinDetection
internal import TwinModel

/// Writes one line per scored row.
struct ScoreWriter: ~Copyable {
  private var file: AtomicFile
  private let names: [[UInt8]]
  private var buffer: [UInt8] = []
  /// The first failure to write; later rows are not written.
  private(set) var failure: Failure?

  init(path: String, tags: [String]) throws {
    do throws(FileError) {
      file = try AtomicFile(path: path)
    } catch {
      throw Failure(error)
    }
    names = tags.map { Array(Self.quoted($0).utf8) }
    buffer += Array("series,step,score,alarm,tag1,share1,tag2,share2,tag3,share3\n".utf8)
  }

  /// Appends the rows of a block.
  mutating func append(_ block: FrameBlock, _ scores: ScoreBlock) {
    let series = block.seriesNames.map { Array(Self.quoted($0).utf8) }
    for row in 0..<block.count {
      buffer += series[Int(block.seriesIndices[row])]
      buffer.append(UInt8(ascii: ","))
      buffer += "\(block.sequences[row]),\(scores.scores[row]),\(scores.isAlarm(at: row) ? 1 : 0)".utf8
      for place in 0..<ScoreBlock.namedTags {
        let index = row * ScoreBlock.namedTags + place
        buffer.append(UInt8(ascii: ","))
        let tag = scores.topTags[index]
        if tag >= 0 { buffer += names[Int(tag)] }
        buffer.append(UInt8(ascii: ","))
        if tag >= 0 { Self.appendShare(scores.topShares[index], to: &buffer) }
      }
      buffer.append(UInt8(ascii: "\n"))
    }
    flush()
  }

  /// Puts the file in place.
  consuming func finish() throws {
    flush()
    if let failure { throw failure }
    do throws(FileError) {
      try file.commit()
    } catch {
      throw Failure(error)
    }
  }

  private mutating func flush() {
    guard failure == nil else { return }
    do throws(FileError) {
      try file.write(contentsOf: buffer)
    } catch {
      failure = Failure(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Three decimals.
  private static func appendShare(_ share: Float, to buffer: inout [UInt8]) {
    let thousandths = Int((min(max(share, 0), 1) * 1000).rounded())
    buffer += "\(thousandths / 1000).".utf8
    let rest = thousandths % 1000
    for divisor in [100, 10, 1] { buffer.append(UInt8(ascii: "0") + UInt8(rest / divisor % 10)) }
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
