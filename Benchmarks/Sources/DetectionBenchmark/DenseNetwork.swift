import CKernels
import TwinModel

/// Four dense layers of the shape that a windowed autoencoder has for 50 tags, run by the kernels as the detector does.
struct DenseNetwork {
  /// Used inputs and outputs of each layer: 4 frames of 50 tags, squeezed to 16.
  static let shape = [200, 64, 16, 64, 50]
  /// Rows padded to whole vectors.
  static let padded = shape.map { ($0 + 15) / 16 * 16 }

  let weights: [[Float]]
  let biases: [[Float]]
  private var activations: [[Float]]

  init(seed: UInt64, capacity: Int) {
    var random = SeededGenerator(seed: seed)
    weights = (0..<4).map { layer in
      let (inputs, outputs) = (Self.padded[layer], Self.padded[layer + 1])
      return (0..<inputs * outputs).map { index in
        let isUsed = index / outputs < Self.shape[layer] && index % outputs < Self.shape[layer + 1]
        return isUsed ? Float(random.normal()) / Float(inputs).squareRoot() : 0
      }
    }
    biases = (0..<4).map { layer in
      (0..<Self.padded[layer + 1]).map { $0 < Self.shape[layer + 1] ? Float(random.normal()) : 0 }
    }
    activations = Self.padded.map { [Float](repeating: 0, count: capacity * $0) }
    for index in activations[0].indices where index % Self.padded[0] < Self.shape[0] {
      activations[0][index] = Float(random.normal())
    }
  }

  /// Floating-point operations of one row, padding included, since the kernels do them.
  static var operations: Int { (0..<4).reduce(0) { $0 + 2 * padded[$1] * padded[$1 + 1] } }

  mutating func run(rows: Int) {
    for layer in 0..<4 {
      let (inputs, outputs) = (Self.padded[layer], Self.padded[layer + 1])
      activations[layer].withUnsafeBufferPointer { x in
        sat_dense_f32(
          x.baseAddress, inputs, rows, weights[layer], biases[layer], inputs, outputs, layer % 2 == 0 ? 1 : 0,
          &activations[layer + 1], outputs)
      }
    }
  }

  /// Inputs without padding, shape `[rows, 200]`.
  func inputs(rows: Int) -> [Float] { Self.unpadded(activations[0], rows: rows, Self.shape[0]) }

  /// Outputs without padding, shape `[rows, 50]`.
  func outputs(rows: Int) -> [Float] { Self.unpadded(activations[4], rows: rows, Self.shape[4]) }

  /// Weights `[inputs, outputs]` and bias of every layer without padding, one after the other.
  var parameters: [Float] {
    (0..<4).flatMap { layer in
      let (inputs, outputs) = (Self.shape[layer], Self.shape[layer + 1])
      return (0..<inputs).flatMap { row in
        weights[layer][row * Self.padded[layer + 1]..<row * Self.padded[layer + 1] + outputs]
      } + biases[layer][..<outputs]
    }
  }

  private static func unpadded(_ values: [Float], rows: Int, _ count: Int) -> [Float] {
    let width = (count + 15) / 16 * 16
    return (0..<rows).flatMap { values[$0 * width..<$0 * width + count] }
  }
}
