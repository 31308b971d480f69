/// Signatures of a simulated world: a keyed hash under the world's secret, some hundred times faster than Ed25519.
///
/// Nobody inside the world can forge one, since strategies hold signers and never the secret. Outside it means nothing:
/// it cannot be made from outside this module, and member files cannot name its algorithm.
struct SimulatedScheme: VoteVerifier {
  private let secret: UInt64
  private let signatureBytes: Int
  /// Counts what is verified, where somebody wants to know.
  let tally: VerificationTally?

  /// The scheme of one world.
  ///
  /// - Parameter signatureBytes: how long signatures are, at least 16; what is beyond that is zeros.
  init(worldSeed: UInt64, signatureBytes: Int = 16, tally: VerificationTally? = nil) {
    secret = worldSeed
    self.signatureBytes = max(16, signatureBytes)
    self.tally = tally
  }

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
    tally?.add(claims.count)
    return claims.map { $0.member.algorithm == .simulated && holds($0, statement) }
  }

  private func holds(_ claim: VoteClaim, _ statement: [UInt8]) -> Bool {
    let (a, b) = hash(claim.member.publicKey, statement)
    let bytes = claim.signature.bytes
    guard bytes.count == signatureBytes else { return false }
    return bytes.withUnsafeBytes { raw in
      raw.loadUnaligned(as: UInt64.self) == a && raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == b
        && raw[16...].allSatisfy { $0 == 0 }
    }
  }

  private func sign(_ key: [UInt8], _ statement: [UInt8]) -> VoteSignature {
    let word = withUnsafeBytes(of: hash(key, statement)) { Array($0) }
    return VoteSignature(signatureBytes == 16 ? word : word + [UInt8](repeating: 0, count: signatureBytes - 16))
  }

  private func hash(_ key: [UInt8], _ statement: [UInt8]) -> (UInt64, UInt64) {
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
    return (a, b)
  }
}
