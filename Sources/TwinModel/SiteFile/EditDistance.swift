/// Finds the known word that a misspelt one was probably meant to be.
package enum EditDistance {
  /// Words longer than this many bytes are not compared, so that hostile input cannot make the search slow.
  static let longestWord = 64
  /// At most so many candidates are compared.
  static let mostCandidates = 20_000

  /// The candidate nearest to `word`, if it is near enough: at most one edit in three characters. The first one wins
  /// a tie.
  package static func suggestion(for word: String, among candidates: [String]) -> String? {
    let wanted = Array(word.utf8.map(lowercase))
    guard !wanted.isEmpty, wanted.count <= longestWord else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates.prefix(mostCandidates) {
      let letters = Array(candidate.utf8.map(lowercase))
      let allowed = max(1, min(wanted.count, letters.count) / 3)
      guard letters.count <= longestWord, abs(letters.count - wanted.count) <= allowed else { continue }
      let distance = between(wanted, letters)
      if distance <= allowed && distance < best?.distance ?? .max { best = (candidate, distance) }
      if distance == 0 { break }
    }
    return best?.word
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
  ///
  /// Source: Damerau (1964); the restricted form, in which no part is edited twice. Cost: product of the lengths.
  static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [Int](repeating: i + 1, count: right.count + 1)
      for j in right.indices {
        let substituted = last[j] + (left[i] == right[j] ? 0 : 1)
        row[j + 1] = min(substituted, last[j + 1] + 1, row[j] + 1)
        if i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }
}
