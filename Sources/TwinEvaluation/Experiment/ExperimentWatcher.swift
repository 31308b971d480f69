/// Who watches the plant in an experiment; each adds to the one before it, except that the autoencoder stands alone.
public enum ExperimentWatcher: String, Sendable, CaseIterable, Codable {
  /// The autoencoders alone.
  case autoencoder
  /// All channels that are learned from data.
  case ensemble
  /// These, and the twin's physics.
  case twin
  /// These, and what is heard on the communication network.
  case messages

  /// What it is called in tables.
  public var name: String {
    switch self {
    case .autoencoder: "autoencoder alone"
    case .ensemble: "ensemble without twin"
    case .twin: "ensemble with twin"
    case .messages: "with twin and messages"
    }
  }
}
