import CKernels
import Testing
import TwinModel

@Suite struct KernelTests {
  static let widths = [16, 32, 48, 64, 80, 96, 112, 128]

  static func floats(_ count: Int, _ random: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in Float(random.normal()) }
  }

  /// One element as the contract says: a chain of fused multiply-adds in the order of k.
  static func chain(_ start: Float, _ depth: Int, _ terms: (Int) -> (Float, Float)) -> Float {
    (0..<depth).reduce(start) { sum, k in
      let (a, b) = terms(k)
      return sum.addingProduct(a, b)
    }
  }

  @Test(arguments: widths)
  func `dense is a chain of fused multiply-adds, bit for bit, and close to double precision`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width))
    for rows in [1, 2, 5, 6, 7, 11, 13] {
      let depth = 1 + Int(random.next() % 70)
      let stride = depth + Int(random.next() % 9)
      let rectify = rows % 2 == 0
      let x = Self.floats((rows - 1) * stride + depth, &random)
      let w = Self.floats(depth * width, &random)
      let bias = Self.floats(width, &random)
      var y = [Float](repeating: .nan, count: rows * width)
      sat_dense_f32(x, stride, rows, w, bias, depth, width, rectify ? 1 : 0, &y, width)
      for row in 0..<rows {
        for column in [0, 1, 15, width / 2, width - 1] {
          let exact = (0..<depth).reduce(Double(bias[column])) {
            $0 + Double(x[row * stride + $1]) * Double(w[$1 * width + column])
          }
          let chained = Self.chain(bias[column], depth) { (x[row * stride + $0], w[$0 * width + column]) }
          let got = y[row * width + column]
          #expect(got.bitPattern == (rectify ? max(chained, 0) : chained).bitPattern)
          #expect(abs(Double(got) - (rectify ? max(exact, 0) : exact)) < 1e-6 * Double(depth + 4))
        }
      }
    }
  }

  @Test(arguments: widths)
  func `a row alone has the bits of the row in a batch, also where windows overlap`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 1)
    let (rows, stride) = (23, 16)
    for depth in [16, 48, 64] {
      let x = Self.floats((rows - 1) * stride + depth, &random)
      let w = Self.floats(depth * width, &random)
      let bias = Self.floats(width, &random)
      var together = [Float](repeating: 0, count: rows * width)
      sat_dense_f32(x, stride, rows, w, bias, depth, width, 0, &together, width)
      for row in 0..<rows {
        var alone = [Float](repeating: 0, count: width)
        let window = Array(x[row * stride..<row * stride + depth])
        sat_dense_f32(window, stride, 1, w, bias, depth, width, 0, &alone, width)
        #expect(alone.map(\.bitPattern) == together[row * width..<(row + 1) * width].map(\.bitPattern))
      }
    }
  }

  @Test(arguments: widths)
  func `outer sums products over rows`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 2)
    for (rows, depth) in [(1, 1), (5, 7), (17, 8), (64, 19), (3, 33)] {
      let stride = depth + 3
      let x = Self.floats(rows * stride, &random)
      let dy = Self.floats(rows * width, &random)
      var dw = [Float](repeating: .nan, count: depth * width)
      sat_outer_f32(x, stride, rows, dy, width, depth, width, &dw)
      for k in 0..<depth {
        for column in [0, width / 2 + 1, width - 1] {
          let chained = Self.chain(0, rows) { (x[$0 * stride + k], dy[$0 * width + column]) }
          #expect(dw[k * width + column].bitPattern == chained.bitPattern)
        }
      }
    }
  }

  @Test(arguments: [1, 3, 4, 31, 32, 33, 50, 68])
  func `gram sums products of columns over overlapping rows, adds to what is there, and is symmetric`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 3)
    for rows in [1, 7, 255, 300] {
      let stride = max(1, width / 4)
      let x = (0..<(rows - 1) * stride + width).map { _ in random.normal() }
      var g = [Double](repeating: 1, count: width * width)
      sat_gram_f64(x, stride, rows, width, &g)
      for i in Set([0, width / 3, width - 1]).sorted() {
        for j in Set([0, width / 2, width - 1]).sorted() {
          let exact = (0..<rows).reduce(1.0) { $0 + x[$1 * stride + i] * x[$1 * stride + j] }
          #expect(abs(g[i * width + j] - exact) < 1e-11 * Double(rows))
          #expect(g[i * width + j] == g[j * width + i])
        }
      }
    }
  }

  @Test(arguments: [16, 48, 128])
  func `follow averages, bounds and condenses, the same row by row as in a batch`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 4)
    let rows = 9
    let residual = Self.floats(rows * width, &random).map { $0 * 5 }
    let scale = Self.floats(width, &random).map { abs($0) }
    let meanScale = Self.floats(width, &random).map { abs($0) }
    var (mean, energy) = ([Float](repeating: 0, count: width), [Float](repeating: 0, count: width))
    var (aloneMean, aloneEnergy) = (mean, energy)
    var largest = [Float](repeating: 0, count: rows)
    var energies = [Float](repeating: 0, count: rows * width)
    sat_follow_f32(
      residual, width, rows, width, scale, meanScale, 4, 0.05, 0.25, &mean, &energy, &largest, &energies)
    var (exactMean, exactEnergy) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
    for row in 0..<rows {
      var most = 0.0
      for tag in 0..<width {
        let x = min(max(Double(residual[row * width + tag] * scale[tag]), -4), 4)
        exactMean[tag] += 0.05 * (x - exactMean[tag])
        exactEnergy[tag] += 0.25 * (x * x - exactEnergy[tag])
        most = max(most, abs(exactMean[tag]) * Double(meanScale[tag]))
        #expect(abs(Double(energies[row * width + tag]) - exactEnergy[tag]) < 1e-4)
      }
      #expect(abs(Double(largest[row]) - most) < 1e-4)
      var aloneLargest: Float = 0
      sat_follow_f32(
        Array(residual[row * width..<(row + 1) * width]), width, 1, width, scale, meanScale, 4, 0.05, 0.25, &aloneMean,
        &aloneEnergy, &aloneLargest, nil)
      #expect(aloneLargest.bitPattern == largest[row].bitPattern)
    }
    #expect(aloneMean.map(\.bitPattern) == mean.map(\.bitPattern))
    #expect(aloneEnergy.map(\.bitPattern) == energy.map(\.bitPattern))
  }

  @Test func `follow without a mean condenses the values themselves`() {
    var random = SeededGenerator(seed: 3)
    let (rows, width) = (40, 32)
    let residual = Self.floats(rows * width, &random)
    let scale = [Float](repeating: 1.1, count: width)
    var energy = [Float](repeating: 0, count: width)
    var largest = [Float](repeating: 0, count: rows)
    sat_follow_f32(residual, width, rows, width, scale, scale, 50, 1, 0.25, nil, &energy, &largest, nil)
    for row in 0..<rows {
      let expected = (0..<width).map { abs(residual[row * width + $0] * 1.1) * 1.1 }.max()
      #expect(largest[row].bitPattern == expected?.bitPattern)
    }
  }

  @Test(arguments: [16, 64, 112])
  func `row dot sums products within a row`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 5)
    let rows = 5
    let a = Self.floats(rows * width, &random)
    let b = Self.floats(rows * width, &random)
    var out = [Float](repeating: 0, count: rows)
    sat_row_dot_f32(a, width, b, width, rows, width, &out)
    for row in 0..<rows {
      let exact = (0..<width).reduce(0.0) { $0 + Double(a[row * width + $1]) * Double(b[row * width + $1]) }
      #expect(abs(Double(out[row]) - exact) < 1e-5 * Double(width))
    }
  }

  @Test func `standardise holds missing values, clamps, and measures range and rate in tail units`() {
    //            in range, above, below, missing, too fast, constant, beyond the bound
    let values: [Double] = [1, 6, -6, .nan, 3, 7, 1e9]
    let count = values.count
    let zeros = [Float](repeating: 0, count: count)
    let varying: [Float] = [1, 1, 1, 1, 1, 0, 1]
    var latest: [Float] = [0, 4, -4, 2, 0, 0, 0]
    var frame = zeros
    var excess = zeros
    func observe(first: Int32) -> Int {
      Int(
        sat_standardise_f32(
          values, count, [Double](repeating: 0, count: count), [Double](repeating: 1, count: count), varying,
          [Float](repeating: -5, count: count), [Float](repeating: 5, count: count),
          [Float](repeating: 2, count: count), [Float](repeating: 4, count: count),
          [Float](repeating: 2.5, count: count), [Float](repeating: 8, count: count), 20, first, &latest, &frame,
          &excess))
    }
    #expect(observe(first: 0) == 1)
    #expect(frame == [1, 6, -6, 2, 3, 0, 20])
    #expect(latest == [1, 6, -6, 2, 3, 7, 20])
    #expect(excess == [0, 4, 2, 0, 4, 36, 140])
    latest = [0, 4, -4, 2, 0, 0, 0]
    #expect(observe(first: 1) == 1)
    #expect(excess == [0, 4, 2, 0, 0, 8, 60])
  }

  @Test(arguments: [1, 5, 64, 65, 200])
  func `moving means sum from the oldest row on, whatever the number of rows`(rows: Int) {
    var random = SeededGenerator(seed: UInt64(rows), stream: 7)
    let (short, long, past, ceiling) = (6, 24, 23, Float(1.5))
    var distances = Self.floats(past + rows, &random).map { $0 * 2 }
    for index in 0..<past { distances[index] = abs(distances[index]) }
    let before = distances
    var means = [Float](repeating: .nan, count: rows * 3)
    distances.withUnsafeMutableBufferPointer { distances in
      means.withUnsafeMutableBufferPointer { means in
        let start = means.baseAddress!
        sat_moving_means_f32(distances.baseAddress! + past, rows, 0.5, short, long, ceiling, start, start + 1, 3)
      }
    }
    for row in 0..<rows {
      #expect(distances[past + row] == max(before[past + row] * 0.5, 0))
      let recent = (row + past - long + 1...row + past).map { distances[$0] }
      let shortSum = recent.suffix(short).reduce(Float(0), +)
      let longSum = recent.reduce(Float(0)) { $0 + min($1, ceiling) }
      #expect(means[row * 3].bitPattern == (shortSum / Float(short)).squareRoot().bitPattern)
      #expect(means[row * 3 + 1].bitPattern == (longSum / Float(long)).squareRoot().bitPattern)
      #expect(means[row * 3 + 2].isNaN, "nothing is written beside")
    }
  }

  @Test(arguments: [16, 64, 128])
  func `shares are split in proportion to energies, in the order of the columns`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 6)
    let (kinds, stride) = (6, 3 * width)
    var energies = Self.floats(kinds * stride, &random).map { $0 * $0 }
    for column in 0..<width { energies[4 * stride + column] = 0 }
    let shares: [Float] = [0.4, 0, 0.3, 0.1, 0.2, 0]
    var out = [Float](repeating: .nan, count: width)
    sat_share_out_f32(shares, kinds, energies, stride, width, &out)
    var expected = [Float](repeating: 0, count: width)
    for kind in [0, 2, 3] {
      let total = (0..<width).reduce(Float(0)) { $0 + energies[kind * stride + $1] }
      for column in 0..<width { expected[column] += shares[kind] / total * energies[kind * stride + column] }
    }
    #expect(out.map(\.bitPattern) == expected.map(\.bitPattern))
    #expect(abs(out.reduce(0, +) - 0.8) < 1e-5)
  }

  @Test func `vectors are added and subtracted element by element`() {
    let x: [Float] = (0..<37).map { Float($0) }
    var y = [Float](repeating: 1, count: 37)
    sat_add_scaled_f32(&y, x, 2, 37)
    #expect(y == x.map { 1 + 2 * $0 })
    sat_subtract_from_f32(&y, x, 37)
    #expect(y == x.map { $0 - (1 + 2 * $0) })
  }

  @Test func `an Adam step follows algorithm 1`() {
    var random = SeededGenerator(seed: 9)
    var parameter = Self.floats(19, &random)
    let gradient = Self.floats(19, &random)
    var first = Self.floats(19, &random)
    var second = Self.floats(19, &random).map { $0 * $0 }
    let before = (parameter, first, second)
    sat_adam_f32(&parameter, gradient, &first, &second, 19, 0.01, 0.9, 0.999, 1e-8)
    for i in 0..<19 {
      let (one, two) = (Double(1 - Float(0.9)), Double(1 - Float(0.999)))
      let m = Double(before.1[i]) + one * Double(gradient[i] - before.1[i])
      let v = Double(before.2[i]) + two * Double(gradient[i] * gradient[i] - before.2[i])
      #expect(abs(Double(first[i]) - m) < 1e-6)
      #expect(abs(Double(second[i]) - v) < 1e-6)
      #expect(abs(Double(parameter[i]) - (Double(before.0[i]) - 0.01 * m / (v.squareRoot() + 1e-8))) < 1e-6)
    }
  }
}
