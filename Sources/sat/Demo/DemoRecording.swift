internal import TwinConnectors
internal import TwinModel

/// A recording that a demonstration leaves behind; it appears whole or not at all.
struct DemoRecording: ~Copyable {
  let path: String
  /// Rows so far.
  private(set) var rows = 0
  private var writer: RecordingWriter

  init(path: String, tags: [String], isLabelled: Bool) throws(Failure) {
    self.path = path
    do throws(RecordingWriterError) {
      let layout = RecordingLayout(tags: tags, hasTimes: true, hasLabels: isLabelled, hasEvents: isLabelled)
      writer = try RecordingWriter(path: path, layout: layout)
    } catch {
      throw Failure(error)
    }
  }

  /// Adds rows.
  mutating func append(_ block: FrameBlock) throws(Failure) {
    do throws(RecordingWriterError) { try writer.append(block) } catch { throw Failure(error) }
    rows += block.count
  }

  /// Puts the file in place.
  consuming func finish() throws(Failure) {
    do throws(RecordingWriterError) { try writer.finish() } catch { throw Failure(error) }
  }
}
