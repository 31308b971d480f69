import Testing
import TwinConnectors
import TwinModel

@Suite struct GzipByteSourceTests {
  static let text = (0..<400).map { "\($0 * 7919 % 1000),\($0)\n" }.joined()
  static let recording = "x,y\n" + text

  @Test(arguments: [1, 3, 1000])
  func `members follow each other as one text, with zero padding behind them`(pieces: Int) throws {
    let whole = try gzipped(Self.text.utf8)
    let packed = try whole + gzipped("".utf8) + gzipped("tail\n".utf8) + [0, 0, 0]
    #expect(try String(decoding: unzipped(packed, inputPieces: pieces), as: UTF8.self) == Self.text + "tail\n")
  }

  @Test func `a gzip file cut anywhere is an error that names the byte`() throws {
    let packed = try gzipped(Self.text.utf8)
    for length in 0..<packed.count {
      #expect(throws: ByteSourceError.truncatedGzip(offset: length)) { try unzipped(Array(packed[..<length])) }
    }
  }

  @Test func `a gzip file with any byte changed is an error or reads the same`() throws {
    let packed = try gzipped(Self.text.utf8)
    for position in packed.indices {
      var damaged = packed
      damaged[position] ^= 0x41
      do throws(ByteSourceError) {
        let bytes = try unzipped(damaged)
        #expect(String(decoding: bytes, as: UTF8.self) == Self.text, "byte \(position)")
      } catch {}
    }
  }

  @Test func `what is no gzip behind the last member is an error`() throws {
    let packed = try gzipped(Self.text.utf8)
    for trailer in [[0x41], [0, 0, 7]] as [[UInt8]] {
      #expect(throws: ByteSourceError.trailingBytes(offset: packed.count + trailer.count - 1)) {
        try unzipped(packed + trailer)
      }
    }
  }

  @Test func `gzip is recognised by its first bytes and not by its name`() throws {
    let packed = try gzipped(Self.recording.utf8)
    let whole = try read(Self.recording)
    #expect(try read(PiecewiseSource(packed, largest: 1)).rows.isIdentical(to: whole))
    #expect(try read(PiecewiseSource(packed)).rows.count == 400)
  }

  @Test func `a truncated gzipped recording names byte and line`() throws {
    let packed = try gzipped(Self.recording.utf8)
    let cut = Array(packed[..<(packed.count - 9)])
    do throws(RecordingError) {
      _ = try read(PiecewiseSource(cut))
      Issue.record("a truncated file must not be read as if it were whole")
    } catch {
      guard case .unreadable(.truncatedGzip(let offset), let line) = error.problem else {
        Issue.record("\(error)")
        return
      }
      #expect(offset == cut.count && line > 300 && line < 402)
      #expect(
        error.description.hasPrefix("test.csv: the gzip file is cut off at byte \(cut.count), after line \(line)"))
    }
  }
}
