internal import TwinModel

/// The two autoencoders of an ensemble.
struct Networks: Sendable, Equatable {
  var dense: Autoencoder
  var windowed: Autoencoder

  /// Trains one of the two on the learned parts of stretches; its last tenth decides when to stop.
  static func train(
    window: Int, on stretches: [ArraySlice<Double>], standardisation: Standardisation, tags: Int, seed: UInt64
  ) -> Autoencoder {
    var random = SeededGenerator(seed: seed, stream: UInt64(window))
    let used = (0..<tags).filter { !standardisation.isConstant[$0] }
    var network = Autoencoder(window: window, tags: tags, used: used, using: &random)
    var windows = AutoencoderTraining.Windows(
      values: [], stride: PaddedMatrix.padded(tags), training: [], validation: [])
    for stretch in stretches {
      let begin = windows.values.count / windows.stride
      let frames = standardisation.frames(stretch, tags: tags)
      let starts = max(frames.count / windows.stride - window + 1, 0)
      let learned = starts - starts / 10
      windows.values += frames
      windows.training += begin..<begin + learned
      windows.validation += begin + learned..<begin + starts
    }
    _ = AutoencoderTraining().fit(&network, on: windows, using: &random)
    return network
  }

  /// Covariances of the reconstruction errors over stretches, each of shape `[tag, tag]`.
  func errorCovariances(
    of stretches: [ArraySlice<Double>], standardisation: Standardisation, tags: Int
  ) -> (dense: [Double], windowed: [Double]) {
    let frames = stretches.map { standardisation.frames($0, tags: tags) }
    return (
      Self.errorCovariance(dense, frames: frames, tags: tags),
      Self.errorCovariance(windowed, frames: frames, tags: tags)
    )
  }

  private static func errorCovariance(_ network: Autoencoder, frames: [[Float]], tags: Int) -> [Double] {
    let width = PaddedMatrix.padded(tags)
    let capacity = EnsembleEngine.capacity
    var moments = Moments(width: tags)
    var error = [Float](repeating: 0, count: capacity * width)
    let half = [Float](repeating: 0, count: capacity * network.widest)
    var scratch = (front: half, back: half)
    for stretch in frames {
      let count = stretch.count / width - network.window + 1
      var begin = 0
      while begin < count {
        let rows = min(capacity, count - begin)
        network.reconstruct(stretch, offset: begin * width, stride: width, rows: rows, into: &error, scratch: &scratch)
        Kernel.subtract(from: stretch, offset: (begin + network.window - 1) * width, &error, count: rows * width)
        let dense = (0..<rows * tags).map { Double(error[$0 / tags * width + $0 % tags]) }
        dense.withUnsafeBufferPointer { moments.add($0, stride: tags, rows: rows) }
        begin += rows
      }
    }
    return moments.covariance
  }
}
