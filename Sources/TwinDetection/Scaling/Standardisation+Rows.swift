extension Standardisation {
  /// Rows in standard units, shape `[row, tag]`, clamped to ±`limit`; a missing value holds the one before it.
  func rows(_ values: ArraySlice<Double>, tags: Int) -> [Double] {
    var latest = [Double](repeating: 0, count: tags)
    var result: [Double] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let tag = index % tags
      if !value.isNaN {
        let z = (value - centre[tag]) * inverseScale[tag]
        latest[tag] = Swift.min(Swift.max(z, -Self.limit), Self.limit)
      }
      result.append(latest[tag])
    }
    return result
  }

  /// The same rows with constant tags at zero.
  func masked(_ rows: [Double], tags: Int) -> [Double] {
    var result = rows
    for tag in 0..<tags where isConstant[tag] {
      for index in stride(from: tag, to: result.count, by: tags) { result[index] = 0 }
    }
    return result
  }

  /// Masked rows in single precision with padded rows, shape `[row, padded tag]`, as the networks read them.
  func frames(_ values: ArraySlice<Double>, tags: Int) -> [Float] {
    let masked = masked(rows(values, tags: tags), tags: tags)
    let width = PaddedMatrix.padded(tags)
    let count = masked.count / max(tags, 1)
    var frames = [Float](repeating: 0, count: count * width)
    for row in 0..<count {
      for tag in 0..<tags { frames[row * width + tag] = Float(masked[row * tags + tag]) }
    }
    return frames
  }
}
