internal import TwinConnectors
internal import TwinModel

extension RecordingReader {
  /// Opens a recording; what is wrong with it is the user's to change.
  init(opening path: String, options: RecordingOptions) throws(Failure) {
    do throws(RecordingError) {
      try self.init(path: path, options: options)
    } catch {
      throw Failure(error)
    }
  }

  /// The next rows, or `nil` behind the last.
  mutating func next() throws(Failure) -> FrameBlock? {
    do throws(RecordingError) {
      return try nextBlock()
    } catch {
      throw Failure(error)
    }
  }
}
