/// Where bytes come from: a file, a decompressor, a socket, a test.
///
/// A source may return as few bytes as it likes per call; readers must give the same result for every way of cutting
/// the same bytes into pieces.
public protocol ByteSource {
  /// Puts the next bytes at the start of `buffer` and returns how many; 0 means that there are no more.
  ///
  /// - Parameter buffer: never empty.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int
}
