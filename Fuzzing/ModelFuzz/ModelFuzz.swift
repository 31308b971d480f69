import Crypto
import TwinDetection
import TwinModel

/// Decodes hostile bytes as a model whose digest is right, scores a few frames with what is accepted, and checks that
/// encoding it again changes nothing.
///
/// An even first byte: the rest is a file, up to its digest. An odd one: the rest is a header, and the arrays behind it
/// repeat the second byte as often as the third and fourth say.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModel(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 4 else { return 0 }
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  var file = input[0] % 2 == 0 ? Array(input[1...]) : fileAround(header: input[4...], of: input)
  file += SHA256.hash(data: file)
  guard let model = try? DetectorModel(decoding: file) else { return 0 }
  let encoded = model.encoded()
  let again = try? DetectorModel(decoding: encoded)
  precondition(again?.encoded() == encoded, "decoding and encoding change the model")
  score(model)
  return 0
}

func fileAround(header: ArraySlice<UInt8>, of input: [UInt8]) -> [UInt8] {
  var file = Array("SATMODEL".utf8)
  for value in [UInt32(DetectorModel.version), UInt32(header.count)] {
    withUnsafeBytes(of: value.littleEndian) { file.append(contentsOf: $0) }
  }
  file += header
  file += [UInt8](repeating: input[1], count: 4 * (Int(input[2]) | Int(input[3]) << 8))
  return file
}

func score(_ model: DetectorModel) {
  for kind in AnomalyDetector.Kind.allCases {
    var detector = AnomalyDetector(model: model, kind: kind)
    for row in 0..<6 {
      let values = model.tags.indices.map { tag in
        [0, 1.5, -1e9, Double.nan, .infinity, 0.25][(row + tag) % 6]
      }
      let assessment = detector.observe(Frame(series: row < 4 ? "a" : "b", sequence: row, values: values))
      precondition(assessment.contributions.count <= 3)
    }
  }
}
