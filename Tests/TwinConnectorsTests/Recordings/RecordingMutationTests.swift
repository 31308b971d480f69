import Testing
import TwinConnectors
import TwinModel

/// Hostile bytes: whatever they are, a reader throws or reads, and never traps.
@Suite struct RecordingMutationTests {
  @Test(arguments: 0..<24)
  func `a damaged recording is read or refused, in any pieces alike`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed, stream: 77)
    let original = Array(RandomRecording(seed: seed).text.utf8)
    for _ in 0..<150 {
      let damaged = Self.mutated(original, using: &random)
      let whole = Self.outcome(PiecewiseSource(damaged))
      let pieces = Self.outcome(PiecewiseSource(damaged, largest: 1 + Int(random.next() % 50), seed: random.next()))
      #expect(whole == pieces)
    }
  }

  @Test(arguments: 0..<8)
  func `a damaged gzipped recording is read or refused`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed, stream: 78)
    let original = try gzipped(RandomRecording(seed: seed).text.utf8)
    for _ in 0..<100 {
      _ = Self.outcome(PiecewiseSource(Self.mutated(original, using: &random), largest: 64))
    }
  }

  /// Inputs on which a fuzzer found the outcome to depend on how the bytes arrived.
  @Test(arguments: [[0x0B, 0x95, 0xF8, 0xFF, 0, 0, 0, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
  func `found inputs end alike in any pieces`(bytes: [UInt8]) {
    let whole = Self.outcome(PiecewiseSource(bytes))
    for largest in 1...bytes.count { #expect(Self.outcome(PiecewiseSource(bytes, largest: largest)) == whole) }
  }

  /// What reading gives, in few words that tell any two outcomes apart.
  static func outcome(_ source: any ByteSource) -> String {
    var options = RecordingOptions()
    options.maximumRowBytes = 4096
    options.maximumSeries = 50
    do throws(RecordingError) {
      let (rows, summary) = try read(source, options: options)
      return "\(rows.tags) \(rows.sequences) \(bits(rows.values)) \(rows.events) \(summary.series)"
    } catch {
      return error.description
    }
  }

  /// Up to five bytes changed, dropped, doubled, or replaced by bytes that mean something.
  static func mutated(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    let telling = Array("\"\n\r,;\t-+.eE0189 \u{0}nN".utf8) + [0xFF, 0xC3, 0x80]
    var result = bytes
    for _ in 0...Int(random.next() % 5) where !result.isEmpty {
      let position = Int(random.next() % UInt64(result.count))
      switch random.next() % 6 {
      case 0: result[position] = UInt8(truncatingIfNeeded: random.next())
      case 1: result.remove(at: position)
      case 2: result.insert(result[position], at: position)
      case 3: result.removeLast(min(result.count, position % 200))
      default: result[position] = telling[Int(random.next() % UInt64(telling.count))]
      }
    }
    return result
  }
}
