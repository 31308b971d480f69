internal import TwinModel

/// A network that squeezes a frame, or a window of frames, through a few numbers and restores the latest frame.
///
/// What normal operation has taught it to restore it restores; the rest shows as reconstruction error. Four layers:
/// rectified, linear (the code), rectified, linear. With `window` 1 it is the dense autoencoder; with a longer window
/// the input is the stacked last frames.
///
/// Source: Hinton and Salakhutdinov (2006); denoising after Vincent et al. (2008).
struct Autoencoder: Sendable, Equatable {
  /// Inputs beyond ± this many standard deviations are cut off: a network says nothing sensible about them.
  static let inputBound: Float = 10
  /// Frames in the input of the windowed autoencoder.
  static let windowLength = 4

  /// Frames in the input, ≥ 1.
  let window: Int
  /// From input to reconstruction.
  var layers: [Linear]

  /// A network with random weights for `tags` tags of which `used` vary.
  init(window: Int, tags: Int, used: [Int], using random: inout SeededGenerator) {
    self.window = window
    let padded = PaddedMatrix.padded(tags)
    let inputs = (0..<window).flatMap { frame in used.map { frame * padded + $0 } }
    let hidden = min(max(used.count * 3 / 2, 16), 128) / 16 * 16
    let code = min(max(used.count * 7 / 10, 2), 64)
    let shape = [hidden, code, hidden, tags]
    var previous = (count: window * padded, used: inputs)
    layers = []
    for (index, outputs) in shape.enumerated() {
      let usedOutputs = index == 3 ? used : Array(0..<outputs)
      layers.append(
        Linear(
          inputs: previous.count, usedInputs: previous.used, outputs: outputs, usedOutputs: usedOutputs,
          isRectified: index % 2 == 0, using: &random))
      previous = (PaddedMatrix.padded(outputs), Array(0..<outputs))
    }
  }

  init(window: Int, layers: [Linear]) {
    self.window = window
    self.layers = layers
  }

  /// Width of the widest layer's output.
  var widest: Int { layers.map(\.weights.stride).max() ?? 0 }

  /// Restores the latest frame of each window: `x` holds the first window's oldest frame at `offset`, consecutive
  /// windows are `stride` apart, the result has shape `[rows, padded tag]`.
  ///
  /// - Parameter scratch: two arrays of at least `rows · widest` elements.
  func reconstruct(
    _ x: [Float], offset: Int, stride: Int, rows: Int, into result: inout [Float],
    scratch: inout (front: [Float], back: [Float])
  ) {
    layers[0](x, offset: offset, stride: stride, rows: rows, into: &scratch.front)
    layers[1](scratch.front, stride: layers[0].weights.stride, rows: rows, into: &scratch.back)
    layers[2](scratch.back, stride: layers[1].weights.stride, rows: rows, into: &scratch.front)
    layers[3](scratch.front, stride: layers[2].weights.stride, rows: rows, into: &result)
  }
}
