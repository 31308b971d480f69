internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

extension Evidence {
  /// What fusion takes from it: a p-value; `nil` when it holds no usable number.
  ///
  /// A likelihood ratio λ gives 1/λ. Where only a strength is known, a strength of 1, the alarm threshold, is taken for one
  /// in a thousand, twice the strength for one in a million.
  var fusedP: Double? {
    switch weight {
    case .pValue(let p)?: p >= 0 && p <= 1 ? p : nil
    case .logLikelihoodRatio(let ratio)?: ratio.isNaN ? nil : ratio <= 0 ? 1 : exp(-ratio)
    case nil: strength.isNaN || strength < 0 ? nil : exp(-min(strength, 20) * 6.907_755)
    }
  }

  /// An order of evidence that depends on nothing but the evidence.
  func precedes(_ other: Evidence) -> Bool {
    if let (one, two) = times(other), one != two { return one < two }
    if series != other.series { return series < other.series }
    if sequence != other.sequence { return sequence < other.sequence }
    if tag != other.tag { return (tag ?? "") < (other.tag ?? "") }
    if asset != other.asset { return (asset ?? "") < (other.asset ?? "") }
    if source != other.source { return source < other.source }
    if sign != other.sign { return (sign?.rawValue ?? "") < (other.sign?.rawValue ?? "") }
    if strength != other.strength { return strength < other.strength }
    return (fusedP ?? 2, observed ?? 0, expected ?? 0) < (other.fusedP ?? 2, other.observed ?? 0, other.expected ?? 0)
  }

  private func times(_ other: Evidence) -> (SourceTime, SourceTime)? {
    guard let mine = sourceTime, let its = other.sourceTime else { return nil }
    return (mine, its)
  }

  /// A number by which a piece that comes twice is recognised: FNV-1a over what it says.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ value: UInt64) {
      hash ^= value
      hash = hash &* 0x0000_0100_0000_01b3
      hash ^= hash >> 29
    }
    func mix(_ text: String?) {
      guard let text else { return mix(0xff) }
      for byte in text.utf8 { mix(UInt64(byte)) }
      mix(0xfe)
    }
    mix(series)
    mix(UInt64(bitPattern: Int64(sequence)))
    mix(UInt64(bitPattern: sourceTime?.nanoseconds ?? .min))
    mix(tag)
    mix(asset)
    mix(source)
    mix(sign?.rawValue)
    mix(strength.bitPattern)
    return hash
  }
}
