import Testing
import TwinModel

@testable import TwinDetection

@Suite struct ModelFileTests {
  static let models = [Trained.twoSeries, Trained.plain]
  static let bytes = Trained.train([FrameBlock(Trained.plantRows(seed: 1, count: 100), tags: Trained.names)]).encoded()

  @Test(arguments: 0..<2)
  func `encoding, decoding and encoding again gives the same model and the same bytes`(index: Int) throws {
    let model = Self.models[index]
    let encoded = model.encoded()
    let decoded = try DetectorModel(decoding: encoded)
    #expect(decoded == model)
    #expect(decoded.encoded() == encoded)
    let digest = DetectorModel.digest(of: encoded)
    #expect(digest.count == 64 && digest.allSatisfy { $0.isHexDigit })
  }

  @Test func `a decoded model scores with the same bits`() throws {
    let block = StreamTests.motley(seed: 3, timed: false)
    let decoded = try DetectorModel(decoding: Trained.twoSeries.encoded())
    #expect(decoded.scores(block) == Trained.twoSeries.scores(block))
  }

  @Test func `a file that is cut off anywhere is refused`() {
    let lengths = Set(0..<200).union(stride(from: 200, to: Self.bytes.count, by: 97))
      .union(Self.bytes.count - 70..<Self.bytes.count)
    for length in lengths.sorted() {
      #expect(throws: ModelError.self, "\(length) bytes") { try DetectorModel(decoding: Array(Self.bytes[..<length])) }
    }
  }

  @Test func `a file with any byte changed is refused`() {
    var random = SeededGenerator(seed: 1)
    let places = Set(0..<300).union(stride(from: 300, to: Self.bytes.count, by: 101))
      .union(Self.bytes.count - 40..<Self.bytes.count)
    var damaged = Self.bytes
    for place in places.sorted() {
      let before = damaged[place]
      for flip in [UInt8(1), 0x80, UInt8(truncatingIfNeeded: random.next()) | 2] {
        damaged[place] = before ^ flip
        #expect(throws: ModelError.self, "byte \(place)") { try DetectorModel(decoding: damaged) }
      }
      damaged[place] = before
    }
    #expect(throws: ModelError.damaged) { try DetectorModel(decoding: Self.bytes + [0]) }
  }

  @Test(arguments: [
    ([], ModelError.notAModel), (Array("series,step,a\n".utf8), .notAModel),
    (Array("SATMODEL".utf8), .truncated(expected: 48, found: 8)),
    (Array("SATMO".utf8), .truncated(expected: 48, found: 5)),
  ])
  func `what is no model, and what is hardly one, is told apart`(bytes: [UInt8], error: ModelError) {
    #expect(throws: error) { try DetectorModel(decoding: bytes) }
  }

  @Test func `a model of a newer version is refused as such, and version 0 too`() {
    var forged = ForgedModel(Self.bytes)
    #expect(forged.bytes == Self.bytes, "taking apart and putting together changes nothing")
    forged.version = UInt32(DetectorModel.version + 1)
    let error = ModelError.newerVersion(found: DetectorModel.version + 1, supported: DetectorModel.version)
    #expect(throws: error) { try DetectorModel(decoding: forged.bytes) }
    forged.version = .max
    #expect(throws: ModelError.self) { try DetectorModel(decoding: forged.bytes) }
    forged.version = 0
    #expect(throws: ModelError.self) { try DetectorModel(decoding: forged.bytes) }
  }

  @Test func `every error is one line that says what to do`() {
    let errors: [ModelError] = [
      .notAModel, .truncated(expected: 1, found: 2), .damaged, .newerVersion(found: 2, supported: 1),
      .inconsistent("x"),
    ]
    for error in errors {
      #expect(!error.description.contains("\n"))
      #expect(error.description.contains("train"))
    }
  }

  /// What the witnesses know is part of the file, and as suspicious as everything else in it.
  @Test(arguments: 0..<6)
  func `what the witnesses know survives being written, and is refused when impossible`(flaw: Int) throws {
    var model = Trained.plain
    let block = FrameBlock(Trained.plantRows(seed: 5, count: 300), tags: Trained.names)
    let frames = (0..<block.count).map { block.frame(at: $0) }
    var arrivals = ArrivalBaseline(tags: flaw == 1 ? Trained.names.reversed() : Trained.names)
    for frame in frames { arrivals.learn(frame) }
    var calibration = WitnessCalibration(model: model, normal: frames)
    switch flaw {
    case 2: calibration.rows = -1
    case 3: calibration.tails.removeLast()
    case 4: calibration.tails[0] = .init(start: 1, share: 2, scale: 1)
    case 5: calibration.tails[0] = .init(start: 1, share: 0.1, scale: 0)
    default: break
    }
    model.normality = .init(calibration: calibration, arrivals: arrivals)
    if flaw == 0 {
      let decoded = try DetectorModel(decoding: model.encoded())
      #expect(decoded == model && decoded.normality != nil)
    } else {
      #expect(throws: ModelError.self) { try DetectorModel(decoding: model.encoded()) }
    }
  }
}
