/// What was learned from a kind of incidents, such as those of which nothing more came: what tells the classes apart, and what
/// each class was like.
struct IdentificationMemory: Sendable, Equatable, Codable {
  /// What several things say together.
  var forest: IdentificationForest
  /// Shape `[class]`.
  var supports: [ClassSupport]

  /// Whether shapes and numbers are those of a memory; a file may hold anything.
  func isWhole(features: Int, classes: Int) -> Bool {
    forest.isWhole(features: features, classes: classes) && supports.count == classes
      && supports.allSatisfy { $0.isWhole(features: features) }
  }
}
