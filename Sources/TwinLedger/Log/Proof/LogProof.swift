/// A file that proves, without any connection, that an entry is in a log and that its quorum saw it.
///
/// Source: C2SP tlog-proof.
public struct LogProof: Sendable, Hashable {
  /// Most bytes of a proof: a checkpoint and 64 hashes, with extra bytes of as many again.
  public static let byteLimit = 4 << 20
  private static let header = "c2sp.org/tlog-proof@v1"

  /// Position of the entry in the log, from 0.
  public var index: UInt64
  /// Proof of inclusion in the checkpoint's tree.
  public var inclusion: MerkleProof
  /// The checkpoint with its signatures.
  public var signed: SignedCheckpoint
  /// Further bytes for the reader; not covered by any signature.
  public var extra: [UInt8]?

  /// Puts a proof together.
  public init(index: UInt64, inclusion: MerkleProof, signed: SignedCheckpoint, extra: [UInt8]? = nil) {
    self.index = index
    self.inclusion = inclusion
    self.signed = signed
    self.extra = extra
  }

  /// The file's bytes.
  public var bytes: [UInt8] {
    var text = Self.header + "\n"
    if let extra { text += "extra \(Base64.encode(extra))\n" }
    text += "index \(index)\n"
    for hash in inclusion.hashes { text += "\(hash.base64)\n" }
    return Array(text.utf8) + [0x0A] + signed.bytes
  }

  /// Reads a file.
  public init(_ bytes: [UInt8]) throws(LogProofError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    guard
      let end = zip(bytes.indices, bytes.indices.dropFirst())
        .first(where: { bytes[$0] == 0x0A && bytes[$1] == 0x0A })?.1
    else { throw .malformedLine(1) }
    let lines = bytes[..<(end - 1)].split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines[0].elementsEqual(Self.header.utf8) else { throw .malformedLine(1) }
    var rest = lines.enumerated().dropFirst()
    if let (_, line) = rest.first, line.starts(with: "extra ".utf8) {
      guard let decoded = Base64.decode(line.dropFirst(6)) else { throw .malformedLine(2) }
      extra = decoded
      rest = rest.dropFirst()
    }
    guard let (number, line) = rest.popFirst(), line.starts(with: "index ".utf8),
      let index = UInt64(canonicalDecimal: String(decoding: line.dropFirst(6), as: UTF8.self))
    else { throw .malformedLine(extra == nil ? 2 : 3) }
    guard rest.count <= 64 else { throw .malformedLine(number + 66) }
    self.index = index
    inclusion = MerkleProof([])
    for (number, line) in rest {
      guard let hash = Base64.decode(line).flatMap({ Digest32($0) }) else { throw .malformedLine(number + 1) }
      inclusion.hashes.append(hash)
    }
    do throws(CheckpointError) { signed = try SignedCheckpoint(bytes[(end + 1)...]) } catch { throw .checkpoint(error) }
  }

  /// Checks that `entry` is in the log.
  ///
  /// - Returns: the checkpoint that the policy trusts and that has the entry.
  public func verify(entry: some Collection<UInt8>, policy: LogPolicy) throws(LogProofError) -> TrustedCheckpoint {
    let trusted: TrustedCheckpoint
    switch policy.judge(signed) {
    case .trusted(let checkpoint): trusted = checkpoint
    case .rejected(let reason): throw .policy(reason)
    }
    do throws(MerkleProofError) {
      try inclusion.verifyInclusion(
        of: Digest32(leaf: entry), at: index, size: trusted.checkpoint.size, root: trusted.checkpoint.root)
    } catch {
      throw .inclusion(error)
    }
    return trusted
  }
}
