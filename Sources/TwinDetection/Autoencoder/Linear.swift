internal import TwinModel

/// A fully connected layer: y = x·W + b, optionally rectified.
///
/// Shapes: x `[batch, inputs]`, W `[inputs, outputs]`, b `[outputs]`, y `[batch, outputs]`, outputs padded to a
/// multiple of 16 with zeros.
struct Linear: Sendable, Equatable {
  var weights: PaddedMatrix
  var bias: [Float]
  let isRectified: Bool

  /// Draws the weights by He et al. (2015): normal with variance 2/inputs; inputs not listed stay zero.
  init(
    inputs: Int, usedInputs: [Int], outputs: Int, usedOutputs: [Int], isRectified: Bool,
    using random: inout SeededGenerator
  ) {
    weights = PaddedMatrix(rows: inputs, columns: outputs)
    bias = [Float](repeating: 0, count: weights.stride)
    self.isRectified = isRectified
    let spread = ((isRectified ? 2 : 1) / Double(max(usedInputs.count, 1))).squareRoot()
    for input in usedInputs {
      for output in usedOutputs { weights[input, output] = Float(random.normal() * spread) }
    }
  }

  init(weights: PaddedMatrix, bias: [Float], isRectified: Bool) {
    self.weights = weights
    self.bias = bias
    self.isRectified = isRectified
  }

  /// Applies the layer to `rows` rows of `x`, the first at `offset`, and writes shape `[rows, weights.stride]` to `y`.
  func callAsFunction(_ x: [Float], offset: Int = 0, stride: Int, rows: Int, into y: inout [Float]) {
    Kernel.dense(
      x, offset: offset, stride: stride, rows: rows, weights: weights, bias: bias, isRectified: isRectified, into: &y)
  }
}
