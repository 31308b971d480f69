import Testing
import TwinModel

@testable import TwinDetection

@Suite struct AutoencoderTests {
  /// Five tags on a plane, the second one constant; windows of the given length.
  static func windows(_ window: Int, rows: Int = 300) -> (network: Autoencoder, windows: AutoencoderTraining.Windows) {
    var random = SeededGenerator(seed: 4)
    let stride = PaddedMatrix.padded(5)
    var values = [Float](repeating: 0, count: rows * stride)
    for row in 0..<rows {
      let (a, b) = (Float(random.normal()), Float(random.normal()))
      for (tag, value) in [a, 0, b, (a + b) / 2, (a - b) / 2].enumerated() { values[row * stride + tag] = value }
    }
    let starts = rows - window + 1
    let network = Autoencoder(window: window, tags: 5, used: [0, 2, 3, 4], using: &random)
    let windows = AutoencoderTraining.Windows(
      values: values, stride: stride, training: Array(0..<starts * 9 / 10), validation: Array(starts * 9 / 10..<starts))
    return (network, windows)
  }

  /// Sum of squared errors per row in double precision, by plain loops.
  static func loss(_ network: Autoencoder, _ windows: AutoencoderTraining.Windows, rows: ArraySlice<Int>) -> Double {
    let stride = windows.stride
    var sum = 0.0
    for start in rows {
      var x = (0..<network.window * stride).map { Double(windows.values[start * stride + $0]) }
      for layer in network.layers {
        x = (0..<layer.weights.stride).map { output in
          let z = x.indices.prefix(layer.weights.rows).reduce(Double(layer.bias[output])) {
            $0 + x[$1] * Double(layer.weights[$1, output])
          }
          return layer.isRectified ? max(z, 0) : z
        }
      }
      let newest = (start + network.window - 1) * stride
      for tag in 0..<stride {
        let error = x[tag] - Double(windows.values[newest + tag])
        sum += error * error
      }
    }
    return sum / Double(rows.count)
  }

  @Test(arguments: [1, Autoencoder.windowLength])
  func `back-propagation gives the slope of the loss`(window: Int) {
    var (network, windows) = Self.windows(window)
    var random = SeededGenerator(seed: 8)
    for layer in network.layers.indices {
      // Bias zero puts no rectifier on its kink.
      for column in 0..<network.layers[layer].weights.columns {
        network.layers[layer].bias[column] = Float(0.1 * random.normal())
      }
    }
    let rows = windows.training[..<8]
    var pass = AutoencoderTraining.Pass(network: network, stride: windows.stride, capacity: 8)
    pass.learn(&network, on: windows, rows: rows, noise: 0, rate: 0, using: &random)
    for layer in network.layers.indices {
      let used = network.layers[layer].weights.elements.indices.filter {
        network.layers[layer].weights.elements[$0] != 0
      }
      for _ in 0..<6 {
        let index = used[Int(random.next() % UInt64(used.count))]
        let slope = Self.slope { step in
          var moved = network
          moved.layers[layer].weights.elements[index] += step
          return Self.loss(moved, windows, rows: rows)
        }
        let gradient = Double(pass.weightGradients[layer][index])
        #expect(abs(gradient - slope) < 1e-3 * max(1, abs(slope)), "layer \(layer), weight \(index)")
      }
      let column = Int(random.next() % UInt64(network.layers[layer].weights.columns))
      let slope = Self.slope { step in
        var moved = network
        moved.layers[layer].bias[column] += step
        return Self.loss(moved, windows, rows: rows)
      }
      #expect(abs(Double(pass.biasGradients[layer][column]) - slope) < 1e-3 * max(1, abs(slope)), "bias of \(layer)")
    }
  }

  /// Central difference over a step that single precision resolves.
  static func slope(_ loss: (Float) -> Double) -> Double {
    let step: Float = 0x1p-10
    return (loss(step) - loss(-step)) / Double(2 * step)
  }

  @Test(arguments: [1, Autoencoder.windowLength])
  func `training restores what lies on the learned plane, and padding stays zero`(window: Int) {
    var (network, windows) = Self.windows(window)
    let before = Self.loss(network, windows, rows: windows.validation[...])
    var random = SeededGenerator(seed: 5)
    var training = AutoencoderTraining()
    training.noise = 0.02
    let error = training.fit(&network, on: windows, using: &random)
    let after = Self.loss(network, windows, rows: windows.validation[...])
    #expect(after < before / 10)
    #expect(
      abs(after / Double(windows.stride) - Double(error)) < 1e-3 * max(1, after), "the returned error is the loss")
    let used = Set([0, 2, 3, 4])
    for (index, layer) in network.layers.enumerated() {
      for output in 0..<layer.weights.stride {
        let isUsed = index == 3 ? used.contains(output) : output < layer.weights.columns
        if !isUsed { #expect(layer.bias[output] == 0) }
        for input in 0..<layer.weights.rows where !isUsed || (index == 0 && !used.contains(input % windows.stride)) {
          #expect(layer.weights.elements[input * layer.weights.stride + output] == 0)
        }
      }
    }
  }

  @Test func `the weights that restored the held-out rows best are kept`() {
    var (network, windows) = Self.windows(1)
    let untrained = network
    var random = SeededGenerator(seed: 5)
    var wild = AutoencoderTraining()
    wild.rate = 1e6
    let error = wild.fit(&network, on: windows, using: &random)
    #expect(network == untrained, "a training that diverges must not touch the network")
    #expect(error.isFinite)
  }

  @Test func `training is decided by its seed`() {
    func trained(_ seed: UInt64) -> Autoencoder {
      var (network, windows) = Self.windows(2, rows: 120)
      var random = SeededGenerator(seed: seed)
      _ = AutoencoderTraining().fit(&network, on: windows, using: &random)
      return network
    }
    #expect(trained(1) == trained(1))
    #expect(trained(1) != trained(2))
  }

  @Test func `no training rows leave the network as it is`() {
    var (network, windows) = Self.windows(1)
    let untrained = network
    windows.training = []
    var random = SeededGenerator(seed: 5)
    #expect(AutoencoderTraining().fit(&network, on: windows, using: &random) == .infinity)
    #expect(network == untrained)
  }

  @Test(arguments: [1, 5, 15, 16, 40, 200])
  func `a network squeezes, whatever the number of tags`(tags: Int) {
    var random = SeededGenerator(seed: 1)
    let network = Autoencoder(window: 4, tags: tags, used: Array(0..<tags), using: &random)
    let widths = network.layers.map(\.weights.columns)
    #expect(widths[0] == widths[2] && widths[0] % 16 == 0 && widths[0] >= 16)
    #expect(widths[1] < max(tags, 3))
    #expect(widths[3] == tags)
    #expect(network.layers.map(\.isRectified) == [true, false, true, false])
  }
}
