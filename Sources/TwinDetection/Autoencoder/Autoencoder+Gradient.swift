extension Autoencoder {
  /// Gradients of Σ (wᵢeᵢ)², e being the reconstruction error, with respect to the input, for several inputs of a network
  /// with window 1; shape `[rows, stride]` like `x`.
  ///
  /// - Parameter weights: w, shape `[padded tag]`.
  func gradients(_ x: [Float], rows: Int, weights: [Float]) -> [Float] {
    precondition(window == 1 && layers.count == 4, "the dense autoencoder")
    let stride = layers[0].weights.rows
    var outputs: [[Float]] = []
    for (index, layer) in layers.enumerated() {
      var output = [Float](repeating: 0, count: rows * layer.weights.stride)
      layer(
        index == 0 ? x : outputs[index - 1], stride: index == 0 ? stride : layers[index - 1].weights.stride, rows: rows,
        into: &output)
      outputs.append(output)
    }
    var gradient = outputs[3]
    Kernel.subtract(from: x, offset: 0, &gradient, count: rows * stride)
    for place in gradient.indices { gradient[place] *= weights[place % stride] * weights[place % stride] }
    let zero = [Float](repeating: 0, count: max(stride, widest))
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
