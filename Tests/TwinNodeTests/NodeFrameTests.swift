import Testing
import TwinLedger
import TwinModel

@testable import TwinNode

/// Frames between nodes and clients, and what is none.
@Suite struct NodeFrameTests {
  private static let frames: [NodeFrame] = [
    .consensus(Message(epoch: 3, .statusRequest(7))),
    .consensus(Message(epoch: 0, .fetch(Fetch(height: 1, log: LogFrontier().head, view: 2, hash: .zero)))),
    .cosignature(Cosignature(head: LogFrontier().head, signature: [UInt8](repeating: 5, count: 72))),
    .submit(request: 1, entries: [[1, 2, 3], [4]], wantsProof: true),
    .final(request: 2, indices: [0, 5, .max]),
    .proof(request: 3, position: 1, text: Array("c2sp.org/tlog-proof@v1\n".utf8)),
    .refused(request: 4, reason: "the disk refuses to write"),
    .statusRequest(request: 5),
    .status(request: 6, json: Array("{}".utf8)),
  ]

  @Test func `Every frame is read as it was written, and a cut one is none`() throws {
    for frame in Self.frames {
      let bytes = frame.encoded
      #expect(try NodeFrame(bytes) == frame)
      for length in bytes.indices { #expect((try? NodeFrame(Array(bytes[..<length]))) == nil) }
      #expect((try? NodeFrame(bytes + [0])) == nil)
    }
  }

  @Test func `Whatever bytes are read as a frame are its one encoding`() throws {
    var random = SeededGenerator(seed: 99)
    var read = 0
    for _ in 0..<20_000 {
      var bytes = Self.frames.randomElement(using: &random)?.encoded ?? []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
        default: if bytes.count > 1 { bytes.remove(at: place) }
        }
      }
      guard let frame = try? NodeFrame(bytes) else { continue }
      read += 1
      #expect(frame.encoded == bytes)
    }
    #expect(read > 1_000)
  }
}
