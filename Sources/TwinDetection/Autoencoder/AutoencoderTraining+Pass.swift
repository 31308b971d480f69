internal import CKernels
internal import TwinModel

extension AutoencoderTraining {
  /// Scratch memory and optimiser state of one training run; forward and backward pass over a batch.
  struct Pass {
    private let window: Int
    private let stride: Int
    private let inputs: Int
    private let capacity: Int
    /// Layer inputs and outputs: `activations[0]` is the input batch, `activations[i + 1]` layer i's output.
    private var activations: [[Float]]
    /// Gradients of the loss by layer outputs.
    private var deltas: [[Float]]
    private(set) var weightGradients: [[Float]]
    private(set) var biasGradients: [[Float]]
    private var weightSteps: [Adam]
    private var biasSteps: [Adam]
    /// Shape `[batch, padded tag]`: the newest frame of each window, without noise.
    private var targets: [Float]

    init(network: Autoencoder, stride: Int, capacity: Int) {
      window = network.window
      self.stride = stride
      inputs = network.window * stride
      self.capacity = capacity
      activations = [[Float](repeating: 0, count: capacity * inputs)]
      deltas = []
      weightGradients = []
      biasGradients = []
      for layer in network.layers {
        activations.append([Float](repeating: 0, count: capacity * layer.weights.stride))
        deltas.append([Float](repeating: 0, count: capacity * layer.weights.stride))
        weightGradients.append([Float](repeating: 0, count: layer.weights.elements.count))
        biasGradients.append([Float](repeating: 0, count: layer.bias.count))
      }
      weightSteps = network.layers.map { Adam(count: $0.weights.elements.count) }
      biasSteps = network.layers.map { Adam(count: $0.bias.count) }
      targets = [Float](repeating: 0, count: capacity * stride)
    }

    /// Mean squared reconstruction error over windows without noise.
    mutating func error(of network: Autoencoder, on windows: Windows, rows: [Int]) -> Float {
      var sum = 0.0
      var begin = 0
      while begin < rows.count {
        let batch = rows[begin..<min(begin + capacity, rows.count)]
        gather(windows, rows: batch)
        forward(network, rows: batch.count)
        sum += Double(residual(rows: batch.count))
        begin += batch.count
      }
      return Float(sum / Double(max(rows.count, 1) * stride))
    }

    /// One optimiser step on one batch.
    mutating func learn(
      _ network: inout Autoencoder, on windows: Windows, rows: ArraySlice<Int>, noise: Float, rate: Double,
      using random: inout SeededGenerator
    ) {
      gather(windows, rows: rows)
      if noise > 0 { addNoise(noise, rows: rows.count, using: &random) }
      forward(network, rows: rows.count)
      _ = residual(rows: rows.count)
      backward(network, rows: rows.count)
      for index in network.layers.indices {
        weightSteps[index].step(&network.layers[index].weights.elements, gradient: weightGradients[index], rate: rate)
        biasSteps[index].step(&network.layers[index].bias, gradient: biasGradients[index], rate: rate)
      }
    }

    private mutating func gather(_ windows: Windows, rows: ArraySlice<Int>) {
      for (position, row) in rows.enumerated() {
        activations[0].withUnsafeMutableBufferPointer { batch in
          windows.values.withUnsafeBufferPointer { values in
            for i in 0..<inputs { batch[position * inputs + i] = values[row * stride + i] }
          }
        }
        let newest = position * inputs + (window - 1) * stride
        for i in 0..<stride { targets[position * stride + i] = activations[0][newest + i] }
      }
    }

    /// Adds uniform noise of the given standard deviation to inputs that are in use (padding is exactly zero).
    private mutating func addNoise(_ deviation: Float, rows: Int, using random: inout SeededGenerator) {
      let span = deviation * Float(12).squareRoot() / 65_536
      activations[0].withUnsafeMutableBufferPointer { batch in
        var i = 0
        while i + 4 <= rows * inputs {
          var bits = random.next()
          for j in i..<i + 4 {
            let draw = Float(Int32(bits & 0xFFFF) - 32_768) * span
            if batch[j] != 0 { batch[j] += draw }
            bits >>= 16
          }
          i += 4
        }
      }
    }

    private mutating func forward(_ network: Autoencoder, rows: Int) {
      for index in network.layers.indices {
        let width = index == 0 ? inputs : network.layers[index - 1].weights.stride
        network.layers[index](activations[index], stride: width, rows: rows, into: &activations[index + 1])
      }
    }

    /// Puts the loss gradient 2(ŷ − y)/rows into the last delta and returns the summed squared error.
    private mutating func residual(rows: Int) -> Float {
      let last = deltas.count - 1
      let scale = 2 / Float(rows)
      var sum: Float = 0
      for row in 0..<rows {
        for tag in 0..<stride {
          let error = activations[last + 1][row * stride + tag] - targets[row * stride + tag]
          deltas[last][row * stride + tag] = error * scale
          sum += error * error
        }
      }
      return sum
    }

    private mutating func backward(_ network: Autoencoder, rows: Int) {
      for index in network.layers.indices.reversed() {
        let layer = network.layers[index]
        let width = index == 0 ? inputs : network.layers[index - 1].weights.stride
        if layer.isRectified { rectifyDelta(index, count: rows * layer.weights.stride) }
        sat_outer_f32(
          activations[index], width, rows, deltas[index], layer.weights.stride, layer.weights.rows,
          layer.weights.stride, &weightGradients[index])
        sumBias(index, rows: rows, width: layer.weights.stride)
        guard index > 0 else { continue }
        let transposed = Self.transposed(layer.weights, columns: width)
        let zero = [Float](repeating: 0, count: width)
        sat_dense_f32(
          deltas[index], layer.weights.stride, rows, transposed, zero, layer.weights.stride, width, 0,
          &deltas[index - 1], width)
      }
    }

    private mutating func rectifyDelta(_ index: Int, count: Int) {
      deltas[index].withUnsafeMutableBufferPointer { delta in
        activations[index + 1].withUnsafeBufferPointer { output in
          for i in 0..<count where output[i] <= 0 { delta[i] = 0 }
        }
      }
    }

    private mutating func sumBias(_ index: Int, rows: Int, width: Int) {
      biasGradients[index].withUnsafeMutableBufferPointer { gradient in
        deltas[index].withUnsafeBufferPointer { delta in
          for column in 0..<width { gradient[column] = 0 }
          for row in 0..<rows {
            for column in 0..<width { gradient[column] += delta[row * width + column] }
          }
        }
      }
    }

    /// Wᵀ with shape `[weights.stride, columns]`, where `columns` ≥ `weights.rows` is a multiple of 16.
    private static func transposed(_ weights: PaddedMatrix, columns: Int) -> [Float] {
      var result = [Float](repeating: 0, count: weights.stride * columns)
      result.withUnsafeMutableBufferPointer { target in
        weights.elements.withUnsafeBufferPointer { source in
          for row in 0..<weights.rows {
            for column in 0..<weights.stride { target[column * columns + row] = source[row * weights.stride + column] }
          }
        }
      }
      return result
    }
  }
}
