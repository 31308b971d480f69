internal import ArgumentParser

/// Seeds as people write them: `7`, `1000-1003`, `1,5,9-12`.
struct SeedList: ExpressibleByArgument {
  /// In the order in which they were written, each once.
  var seeds: [UInt64]

  /// Most seeds that one list may name.
  static let most = 10_000

  init(_ seeds: [UInt64]) { self.seeds = seeds }

  var defaultValueDescription: String { seeds.map(String.init).joined(separator: ",") }

  init?(argument: String) {
    seeds = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
        last - first < UInt64(Self.most), seeds.count < Self.most
      else { return nil }
      for seed in first...last where !seeds.contains(seed) { seeds.append(seed) }
    }
  }

  /// As people write them, in rising order.
  var text: String {
    var spans: [ClosedRange<UInt64>] = []
    for seed in Set(seeds).sorted() {
      if let last = spans.last, last.upperBound + 1 == seed {
        spans[spans.count - 1] = last.lowerBound...seed
      } else {
        spans.append(seed...seed)
      }
    }
    return spans.map { $0.count > 1 ? "\($0.lowerBound)-\($0.upperBound)" : "\($0.lowerBound)" }
      .joined(separator: ",")
  }
}
