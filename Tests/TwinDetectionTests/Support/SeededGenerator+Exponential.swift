import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

extension SeededGenerator {
  /// An exponentially distributed number with mean 1.
  mutating func exponential() -> Double { -log(1 - uniform()) }
}
