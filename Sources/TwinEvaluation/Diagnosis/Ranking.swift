#if canImport(Glibc)
  import Glibc
#endif

/// How well a ranked list of tags names what was really touched.
///
/// Source: Su et al. (KDD 2019) and Tuli et al., TranAD (VLDB 2022): HitRate@P % counts how many of the touched are among the
/// first P/100 × their number; NDCG weighs places logarithmically. Hit@k here is 1 when any of the first k is touched.
public enum Ranking {
  /// Whether any of the first `count` is touched.
  public static func hits(_ ranked: [String], _ touched: Set<String>, first count: Int) -> Bool {
    ranked.prefix(count).contains { touched.contains($0) }
  }

  /// Share of the touched that are among the first `percent`/100 × as many as were touched.
  public static func hitRate(_ ranked: [String], _ touched: Set<String>, percent: Int) -> Double {
    guard !touched.isEmpty else { return 0 }
    let places = touched.count * percent / 100
    return Double(Set(ranked.prefix(places)).intersection(touched).count) / Double(touched.count)
  }

  /// Normalised discounted cumulative gain over the first as many as were touched, 0...1.
  public static func gain(_ ranked: [String], _ touched: Set<String>) -> Double {
    guard !touched.isEmpty else { return 0 }
    func worth(_ place: Int) -> Double { 1 / log2(Double(place) + 2) }
    var sum = 0.0
    for (place, tag) in ranked.prefix(touched.count).enumerated() where touched.contains(tag) { sum += worth(place) }
    return sum / (0..<touched.count).reduce(0) { $0 + worth($1) }
  }
}
