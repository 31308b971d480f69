/// Signatures of a simulated world: a keyed hash under the world's secret, some hundred times faster than Ed25519.
///
/// Nobody inside the world can forge one, since strategies hold signers and never the secret. Outside it means nothing:
/// it cannot be made from outside this module, and member files cannot name its algorithm.
struct SimulatedScheme: VoteVerifier {
  private let secret: UInt64

  /// The scheme of one world.
  init(worldSeed: UInt64) { secret = worldSeed }

  /// The signer of the key with this number.
  func signer(_ number: UInt64) -> Signer { Signer(scheme: self, number: number) }

  /// Signs with one key of the world.
  struct Signer: VoteSigner {
    fileprivate let scheme: SimulatedScheme
    fileprivate let number: UInt64
    var algorithm: VoteAlgorithm { .simulated }
    var publicKey: [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
    func signature(of statement: [UInt8]) -> VoteSignature? { scheme.sign(publicKey, statement) }
  }

  func verify(_ statement: [UInt8], _ claims: [VoteClaim]) -> [Bool] {
    claims.map { $0.member.algorithm == .simulated && sign($0.member.publicKey, statement) == $0.signature }
  }

  private func sign(_ key: [UInt8], _ statement: [UInt8]) -> VoteSignature {
    var (a, b) = (secret ^ 0x9E37_79B9_7F4A_7C15, secret &* 0xD1B5_4A32_D192_ED03 &+ 1)
    func absorb(_ word: UInt64) {
      a = (a ^ word) &* 0xBF58_476D_1CE4_E5B9
      a ^= a >> 29
      b = (b &+ word) &* 0x94D0_49BB_1331_11EB ^ a
      b ^= b >> 31
    }
    for bytes in [key, statement] {
      absorb(UInt64(bytes.count))
      bytes.withUnsafeBytes { raw in
        var offset = 0
        while offset + 8 <= raw.count {
          absorb(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          offset += 8
        }
        while offset < raw.count {
          absorb(UInt64(raw[offset]))
          offset += 1
        }
      }
    }
    return VoteSignature(withUnsafeBytes(of: (a, b)) { Array($0) })
  }
}
