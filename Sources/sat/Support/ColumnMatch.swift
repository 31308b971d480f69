/// Finds a model's tags among a recording's columns.
struct ColumnMatch {
  /// For each tag of the model its column in the recording.
  let columns: [Int]
  /// Columns of the recording that the model does not know.
  let extra: [String]

  /// - Throws: a `Failure` that lists the tags that the recording lacks.
  init(model: [String], recording: [String], file: String) throws {
    var positions: [String: Int] = [:]
    for (index, name) in recording.enumerated() { positions[name] = index }
    let missing = model.filter { positions[$0] == nil }
    let known = Set(model)
    extra = recording.filter { !known.contains($0) }
    guard missing.isEmpty else {
      let surplus = extra.isEmpty ? "" : "; it has instead: \(Self.list(extra))"
      throw Failure(
        "\(file): \(missing.count) of the model's \(model.count) tags are missing: \(Self.list(missing))\(surplus)")
    }
    columns = model.compactMap { positions[$0] }
  }

  /// Names separated by commas, at most twelve.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? shown + " and \(names.count - 12) more" : shown
  }
}
