/// A chain's name and its first members, as people write them down.
///
///     chain: four plants
///     members:
///       - id: plant-a
///         address: ledger.plant-a.example:7400
///         algorithm: ed25519
///         key: 64 hexadecimal digits
///
/// A small part of YAML on purpose, so that one file has one meaning: comments, blank lines, `key: value`, one list.
/// Every plant of a chain must hold the same file; the order of the members and comments do not matter.
public struct MemberFile: Sendable, Hashable {
  /// A file has at most so many bytes; one of 128 members has some 30,000.
  public static let maximumBytes = 256 << 10

  /// The chain's name.
  public var chain: String
  /// Its first members.
  public var members: MemberSet

  /// Names a chain.
  public init(chain: String, members: MemberSet) {
    self.chain = chain
    self.members = members
  }

  /// What every signature of the chain covers: SHA-256 of its name and its first members.
  public var chainID: Digest32 {
    Digest32(sha256: Array("SAT-LEDGER-V1 chain".utf8) + members.hash.bytes + Array(chain.utf8))
  }

  /// Reads a member file from bytes of which nothing is assumed.
  ///
  /// - Parameter file: the name that errors carry.
  /// - Parameter unsafeSingle: allows fewer than four members, for development: no liar is tolerated then.
  public init(_ bytes: [UInt8], file: String = "members.yaml", unsafeSingle: Bool = false) throws(MemberFileError) {
    var reader = MemberFileReader(file: file)
    (chain, members) = try reader.read(bytes, unsafeSingle: unsafeSingle)
  }

  /// The file's text.
  public var text: String {
    var lines = ["chain: \(chain)", "members:"]
    for member in members.members {
      lines.append("  - id: \(member.id)")
      lines.append("    address: \(member.address)")
      lines.append("    algorithm: \(member.algorithm)")
      lines.append("    key: \(Hexadecimal.text(of: member.publicKey))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
