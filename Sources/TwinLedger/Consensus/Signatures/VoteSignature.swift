/// A signature's bytes, in the form of the signer's algorithm: at most 4,627, those of ML-DSA-87.
public struct VoteSignature: Sendable, Hashable {
  /// No signature is longer.
  public static let maximumBytes = 4_627

  /// The bytes.
  public var bytes: [UInt8]

  /// Creates a signature.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
}
