import Foundation
import TwinConnectors
import TwinModel

/// Recordings made from a seed, to be read by every reader alike.
enum GeneratedRecording {
  /// What the 50 tags look like.
  enum Kind: String, CaseIterable {
    /// 2 to 9 decimals and a fifth of two-valued states, as a water plant's historian writes them.
    case plant
    /// The fewest digits that name a double, 16 or 17 of them, as programs write them.
    case fullPrecision = "full-precision"
  }

  static let tagCount = 50

  static func write(_ kind: Kind, to path: String, megabytes: Int) throws -> Double {
    var file = try AtomicFile(path: path)
    var rows = Rows(kind: kind)
    var size = rows.header.utf8.count
    try file.write(rows.header)
    while size < megabytes * 1_000_000 {
      let line = rows.next()
      size += line.count
      try file.write(contentsOf: line)
    }
    try file.commit()
    return Double(size) / 1e6
  }

  static func compress(_ path: String, to packed: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-k", "-6", path]
    try process.run()
    process.waitUntilExit()
    precondition(FileManager.default.fileExists(atPath: packed), "gzip made no file")
  }

  /// The rows of one recording, one after the other.
  struct Rows {
    let kind: Kind
    private var random = SeededGenerator(seed: 7)
    private var step = 0
    private var levels = (0..<tagCount).map { Double($0 + 1) }

    init(kind: Kind) { self.kind = kind }

    var header: String { "series,step," + (0..<tagCount).map { "TAG_\($0)" }.joined(separator: ",") + "\n" }

    mutating func next() -> [UInt8] {
      var line = Array("plant,\(step)".utf8)
      for tag in 0..<tagCount {
        line.append(UInt8(ascii: ","))
        levels[tag] = (levels[tag] + random.uniform() - 0.5).magnitude
        line += text(tag).utf8
      }
      line.append(UInt8(ascii: "\n"))
      step += 1
      return line
    }

    private mutating func text(_ tag: Int) -> String {
      switch kind {
      case .fullPrecision: return "\(levels[tag])"
      case .plant where tag % 5 == 0: return random.next() % 2 == 0 ? "0.0" : "1.0"
      case .plant:
        let scale = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9][tag % 8]
        return "\((levels[tag] * scale).rounded() / scale)"
      }
    }
  }

  /// A recording that exists only while it is read.
  struct Stream: ByteSource {
    private var rows = Rows(kind: .plant)
    private var rest: ArraySlice<UInt8>
    private var remaining: Int
    private let cycle: [UInt8]
    private var step = 0

    init(megabytes: Int) {
      rest = Array(rows.header.utf8)[...]
      remaining = megabytes * 1_000_000
      // Making numbers is slower than reading them; the cells of one row serve for all, only the step counts on.
      cycle = Array(rows.next().drop { $0 != UInt8(ascii: ",") }.dropFirst().drop { $0 != UInt8(ascii: ",") })
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
      var count = 0
      while count < buffer.count {
        if rest.isEmpty {
          if remaining <= 0 { break }
          rest = (Array("plant,\(step)".utf8) + cycle)[...]
          remaining -= rest.count
          step += 1
        }
        let piece = rest.prefix(buffer.count - count)
        UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        count += piece.count
      }
      return count
    }
  }
}
