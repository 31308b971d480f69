import TwinLedger

/// Keys of fixed seeds, the same in every run.
enum Keys {
  static let origin = "example.com/plant"

  static func signer(
    _ name: String = origin, _ algorithm: SignatureAlgorithm = .ed25519, seed: UInt8 = 1
  ) throws -> SignerKey {
    let length = algorithm == .hybrid ? 64 : 32
    return try SignerKey(
      name: name, algorithm: algorithm, seed: (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) ^ seed })
  }
}
