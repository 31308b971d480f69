/// The squared distances of a window as a quadratic form in the change of one tag, for every tag at once.
///
/// A change of tag i by δ adds δ·eᵢ to the innovation of its own row and δ·uⱼ to that of j rows later, uⱼ being the tag's
/// column of the autoregression's coefficients, negated.
struct WindowForm {
  private let width: Int
  private let rows: Int
  private let precision: PaddedMatrix
  /// Per j = 0…order, shape `[tag, width]`: uⱼ of each tag.
  private var effects: [[Float]]
  /// Shape `[order + 1, order + 1, tag]`: uⱼᵀΩuₖ of each tag.
  private var curvature: [[Float]] = []
  /// Shape `[row, width]`: Ωz.
  private var slope: [Float]
  /// Per j, shape `[row, width]`: uⱼᵀΩν of each tag.
  private var slopes: [[Float]] = []
  private static let order = AutoregressionModel.order

  /// Takes the window that was replayed last.
  init(_ replay: WindowReplay) {
    let engine = replay.engine
    let parameters = engine.parameters
    width = engine.width
    rows = replay.rows
    precision = parameters.crossSensor.precision
    slope = [Float](repeating: 0, count: rows * width)
    effects = []
    for rowsAgo in 0...Self.order { effects.append(Self.effects(rowsAgo: rowsAgo, parameters, width: width)) }
    let frames = Self.frames(replay)
    let zero = [Float](repeating: 0, count: width)
    let current = EnsembleEngine.history * width
    Kernel.dense(frames, offset: current, stride: width, rows: rows, weights: precision, bias: zero, into: &slope)
    var innovation = slope
    Kernel.dense(
      frames, offset: current - Self.order * width, stride: width, rows: rows,
      weights: parameters.autoregression.negatedWeights, bias: parameters.autoregression.negatedConstant,
      into: &innovation)
    Kernel.add(frames, offset: current, to: &innovation, count: rows * width)
    var weighted = slope
    Kernel.dense(
      innovation, stride: width, rows: rows, weights: parameters.innovation.precision, bias: zero, into: &weighted)
    for effect in effects {
      var result = [Float](repeating: 0, count: rows * width)
      Kernel.dense(
        weighted, stride: width, rows: rows, weights: Self.transposed(effect, rows: parameters.tags, width: width),
        bias: zero, into: &result)
      slopes.append(result)
    }
    curve(by: parameters.innovation.precision, tags: parameters.tags)
  }

  private mutating func curve(by precision: PaddedMatrix, tags: Int) {
    let zero = [Float](repeating: 0, count: width)
    for j in 0...Self.order {
      var weighted = [Float](repeating: 0, count: tags * width)
      Kernel.dense(effects[j], stride: width, rows: tags, weights: precision, bias: zero, into: &weighted)
      for k in 0...Self.order {
        var products = [Float](repeating: 0, count: tags)
        Kernel.dot(effects[k], weighted, rows: tags, width: width, into: &products, at: 0)
        curvature.append(products)
      }
    }
  }

  /// The change that minimises the form, in standard deviations, and by how much it does.
  func minimum(tag: Int) -> (change: [Double], gain: Double) {
    let order = Self.order
    let diagonals = order + 1
    var band = [Double](repeating: 0, count: rows * diagonals)
    var right = [Double](repeating: 0, count: rows)
    let own = Double(precision[tag, tag]) + 1e-6
    for row in 0..<rows {
      right[row] -= Double(slope[row * width + tag])
      band[row * diagonals] += own
      for j in 0...min(order, row) {
        right[row - j] -= Double(slopes[j][row * width + tag])
        for k in j...order where k <= row {
          // What changes j and k rows ago do together: element (row − j, row − k), k − j below the diagonal.
          band[(row - j) * diagonals + k - j] += Double(curvature[j * diagonals + k][tag])
        }
      }
    }
    let change = BandedSystem.solve(band, right, diagonals: diagonals)
    return (change, max(0, zip(right, change).reduce(0) { $0 + $1.0 * $1.1 }))
  }

  /// Standard deviation of one row's change given everything before and beside it, in standard deviations of the tag.
  func spread(tag: Int) -> Double {
    1 / (Double(precision[tag, tag]) + Double(curvature[0][tag]) + 1e-6).squareRoot()
  }

  private static func effects(rowsAgo: Int, _ parameters: EnsembleParameters, width: Int) -> [Float] {
    let tags = parameters.tags
    var effects = [Float](repeating: 0, count: tags * width)
    guard rowsAgo > 0 else {
      for tag in 0..<tags { effects[tag * width + tag] = 1 }
      return effects
    }
    let weights = parameters.autoregression.negatedWeights
    for tag in 0..<tags {
      for other in 0..<tags { effects[tag * width + other] = weights[(order - rowsAgo) * width + tag, other] }
    }
    return effects
  }

  private static func transposed(_ matrix: [Float], rows: Int, width: Int) -> PaddedMatrix {
    var result = PaddedMatrix(rows: rows, columns: rows)
    for row in 0..<rows {
      for column in 0..<rows { result[column, row] = matrix[row * width + column] }
    }
    return result
  }

  /// The frames of the window behind those before it: `follow` has moved the last ones to the front.
  private static func frames(_ replay: WindowReplay) -> [Float] {
    let width = replay.engine.width
    let history = EnsembleEngine.history * width
    var frames = replay.engine.frames
    let isFirst = replay.memory.engine.rowsSeen == 0
    for index in 0..<history {
      frames[index] = isFirst ? frames[history + index % width] : replay.memory.engine.frames[index]
    }
    return frames
  }
}
