/// Finds wanted tags among a recording's columns.
struct ColumnMatch {
  /// For each wanted tag its column in the recording.
  let columns: [Int]
  /// Columns of the recording that nobody wants.
  let extra: [String]

  /// - Parameter owner: whose tags they are, in words.
  /// - Throws: a `Failure` that lists the tags that the recording lacks.
  init(tags: [String], recording: [String], file: String, owner: String) throws(Failure) {
    var positions: [String: Int] = [:]
    for (index, name) in recording.enumerated() { positions[name] = index }
    let missing = tags.filter { positions[$0] == nil }
    let known = Set(tags)
    extra = recording.filter { !known.contains($0) }
    guard missing.isEmpty else {
      let surplus = extra.isEmpty ? "" : "; it has instead: \(Self.list(extra))"
      throw Failure(
        "\(file): \(missing.count) of the \(tags.count) tags of \(owner) are missing: \(Self.list(missing))\(surplus)")
    }
    columns = tags.compactMap { positions[$0] }
  }

  /// Names separated by commas, at most twelve.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? shown + " and \(names.count - 12) more" : shown
  }
}

/// The columns of the wanted tags in a recording; columns that nobody wants are ignored with one warning.
func matchColumns(
  of tags: [String], in recording: [String], file: String, whose owner: String = "the model"
) throws(Failure) -> [Int] {
  let match = try ColumnMatch(tags: tags, recording: recording, file: file, owner: owner)
  if !match.extra.isEmpty {
    warn("\(file): columns that \(owner) does not know are ignored: \(ColumnMatch.list(match.extra))")
  }
  return match.columns
}
