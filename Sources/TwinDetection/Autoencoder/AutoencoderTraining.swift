internal import CKernels
internal import TwinModel

/// Fits an autoencoder by Adam on noisy inputs and keeps the weights that restored the held-out rows best.
///
/// Sequential on purpose: the numbers depend on the seed alone. Parallelism comes from training several networks at
/// once.
struct AutoencoderTraining {
  /// Standard deviation of the noise added to each standardised input; 0 switches denoising off.
  var noise: Float = 0.3
  /// Learning rate before the first halving.
  var rate = 2e-3
  /// Rows per step at most.
  var batch = 128
  /// Passes over the training rows at most.
  var epochs = 60
  /// Passes without improvement after which training stops; half as many halve the rate.
  var patience = 8

  private static let rowsPerEpoch = 24_000

  /// Standardised rows of one network's training: windows that begin at `starts` (in rows) of `values`, whose rows are
  /// `stride` apart.
  struct Windows {
    var values: [Float]
    var stride: Int
    var training: [Int]
    var validation: [Int]
  }

  /// Trains `network` in place and returns the mean squared error on the validation windows.
  func fit(_ network: inout Autoencoder, on windows: Windows, using random: inout SeededGenerator) -> Float {
    guard !windows.training.isEmpty else { return .infinity }
    let step = min(batch, max(16, windows.training.count / 16))
    let passes = min(300, max(epochs, epochs * 20 * step / windows.training.count))
    var pass = Pass(network: network, stride: windows.stride, capacity: max(step, 256))
    var best = (network: network, error: pass.error(of: network, on: windows, rows: windows.validation))
    var order = windows.training
    var rate = rate
    var stale = 0
    for _ in 0..<passes {
      order.shuffle(using: &random)
      for begin in stride(from: 0, to: min(order.count, Self.rowsPerEpoch), by: step) {
        let rows = order[begin..<min(begin + step, order.count)]
        pass.learn(&network, on: windows, rows: rows, noise: noise, rate: rate, using: &random)
      }
      let error = pass.error(of: network, on: windows, rows: windows.validation)
      if error < best.error * 0.999 {
        best = (network, error)
        stale = 0
      } else {
        stale += 1
        if stale == patience { break }
        if stale == patience / 2 { rate /= 2 }
      }
    }
    network = best.network
    return best.error
  }
}
