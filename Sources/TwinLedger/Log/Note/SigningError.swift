/// The cryptographic library refused to sign.
public struct SigningError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Name of the key.
  public let key: String

  /// One line for people.
  public var description: String { "the key \(key) could not sign" }
}
