/// A network whose equations cannot be stated, and the element to blame.
public struct NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What the element is.
  public enum Kind: String, Sendable {
    /// A junction, reservoir or tank.
    case node
    /// A pipe, pump or valve.
    case link
    /// A time pattern.
    case pattern
    /// A simple control, called by its index from 0.
    case control
    /// A rule.
    case rule
    /// Options and times.
    case option
    /// The network as a whole.
    case network
  }

  /// What the element is.
  public var kind: Kind
  /// Its name; empty for the network as a whole.
  public var name: String
  /// What is wrong with it.
  public var reason: String

  init(_ kind: Kind, _ name: String, _ reason: String) {
    self.kind = kind
    self.name = name
    self.reason = reason
  }

  /// One line for people.
  public var description: String { name.isEmpty ? "\(kind): \(reason)" : "\(kind) \(name): \(reason)" }
}
