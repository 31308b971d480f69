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
}
