import TwinConnectors
import TwinModel

/// Bytes from memory, in pieces of given or random sizes.
struct PiecewiseSource: ByteSource {
  private var rest: ArraySlice<UInt8>
  private var random: SeededGenerator?
  private let largest: Int

  /// Pieces of at most `largest` bytes; with a seed, of random sizes up to it.
  init(_ bytes: some Sequence<UInt8>, largest: Int = .max, seed: UInt64? = nil) {
    rest = Array(bytes)[...]
    self.largest = largest
    random = seed.map { SeededGenerator(seed: $0) }
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    var size = min(largest, buffer.count)
    if random != nil { size = Int.random(in: 1...size, using: &random!) }
    let piece = rest.prefix(size)
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}
