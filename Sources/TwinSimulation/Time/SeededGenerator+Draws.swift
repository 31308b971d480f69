public import TwinModel

extension SeededGenerator {
  /// A number below the bound, by the high half of a product; 0 for a bound of 0 or 1.
  ///
  /// The bias is below bound / 2⁶⁴.
  public mutating func below(_ bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }

  /// An index below a count that is at least 1.
  public mutating func index(below count: Int) -> Int { Int(below(UInt64(count))) }

  /// A span inside the range, ends included.
  public mutating func span(in range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(below(UInt64(range.upperBound - range.lowerBound) + 1))
  }

  /// Whether something happens that happens once in so many times; never for 0, always for 1.
  public mutating func happens(oneIn times: UInt64) -> Bool { times != 0 && below(times) == 0 }

  /// Whether something happens whose chance is given in parts per million.
  public mutating func happens(perMillion chance: UInt32) -> Bool { chance != 0 && below(1_000_000) < UInt64(chance) }

  /// A span with an exponential tail and exactly the given mean, up to rounding.
  ///
  /// −log₂ u comes from the leading zeros of a random word and a straight line between powers of two. That has mean
  /// 3/2 instead of 1/ln 2, and is scaled accordingly. No floating point, so every machine draws the same.
  public mutating func exponentialSpan(mean: Int64) -> Int64 {
    guard mean > 0 else { return 0 }
    let word = next() | 1
    let zeros = word.leadingZeroBitCount
    // zeros + 1 − mantissa / 2¹⁶ in 16-bit fixed point, where the mantissa are the 16 bits behind the leading one.
    let mantissa = zeros >= 47 ? 0 : (word << UInt64(zeros + 1)) >> 48
    let logarithm = (Int64(zeros) + 1) << 16 - Int64(mantissa)
    let product = mean.multipliedFullWidth(by: logarithm * 43_691)  // 2¹⁶ / 1.5
    return product.high << 32 | Int64(product.low >> 32)
  }

  /// A shuffled copy of the indices below a count (Fisher and Yates).
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, index(below: last + 1))
    }
    return order
  }
}
