extension Autoencoder {
  /// Gradients of the squared distance eᵀΩe of the reconstruction error with respect to the input, for several inputs of
  /// a network with window 1; shape `[rows, stride]` like `x`.
  func gradients(_ x: [Float], rows: Int, error: PrecisionModel) -> [Float] {
    precondition(window == 1 && layers.count == 4, "the dense autoencoder")
    let stride = layers[0].weights.rows
    var outputs: [[Float]] = []
    for (index, layer) in layers.enumerated() {
      var output = [Float](repeating: 0, count: rows * layer.weights.stride)
      layer(index == 0 ? x : outputs[index - 1], stride: index == 0 ? stride : layers[index - 1].weights.stride, rows: rows, into: &output)
      outputs.append(output)
    }
    var gradient = [Float](repeating: 0, count: rows * stride)
    var distance = outputs[3]
    Kernel.subtract(from: x, offset: 0, &distance, count: rows * stride)
    let zero = [Float](repeating: 0, count: max(stride, widest))
    Kernel.dense(distance, stride: stride, rows: rows, weights: error.precision, bias: zero, into: &gradient)
    var back = gradient
    for index in layers.indices.reversed() {
      let layer = layers[index]
      if layer.isRectified {
        for place in back.indices where outputs[index][place] <= 0 { back[place] = 0 }
      }
      var front = [Float](repeating: 0, count: rows * PaddedMatrix.padded(layer.weights.rows))
      Kernel.dense(
        back, stride: layer.weights.stride, rows: rows, weights: layer.weights.transposed, bias: zero, into: &front)
      back = front
    }
    for place in gradient.indices { gradient[place] = 2 * (gradient[place] - back[place]) }
    return gradient
  }
}

extension PaddedMatrix {
  /// Rows and columns exchanged.
  var transposed: PaddedMatrix {
    var result = PaddedMatrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }
}
