/// A way in which a plant is run on ordinary days: none of them is an attack or a fault.
public struct OperatingMode: Sendable, Equatable {
  /// Short name, unique within the plant.
  public let id: String
  /// What it means for the plant, in a few words.
  public let summary: String

  /// Creates a mode.
  public init(_ id: String, _ summary: String) {
    self.id = id
    self.summary = summary
  }
}

extension [OperatingMode] {
  /// All modes in a sentence, for a site's description.
  var sentence: String { "Operating modes: " + map { "\($0.id) (\($0.summary))" }.joined(separator: ", ") }
}
