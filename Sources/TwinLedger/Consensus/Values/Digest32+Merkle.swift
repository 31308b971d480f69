internal import Crypto

/// Leaves and nodes of the log's Merkle tree.
///
/// Source: RFC 9162, section 2.1.1. A leaf's hash begins with the byte 0, a node's with 1, so that neither can be taken
/// for the other.
extension Digest32 {
  /// The root of a tree without leaves: the hash of no bytes.
  public static let empty = Digest32(sha256: [])

  /// The hash of a leaf: SHA-256 of the byte 0 and the entry.
  public init(leaf entry: some Collection<UInt8>) {
    self = Self.hashing { hash in
      withUnsafeBytes(of: UInt8(0)) { hash.update(bufferPointer: $0) }
      let done: Void? = entry.withContiguousStorageIfAvailable {
        hash.update(bufferPointer: UnsafeRawBufferPointer($0))
      }
      if done == nil { hash.update(data: Array(entry)) }
    }
  }

  /// The hash of a node: SHA-256 of the byte 1 and the hashes of both children.
  public init(left: Digest32, right: Digest32) {
    self = withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Self.byteCount, alignment: 8) { buffer in
      buffer[0] = 1
      left.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
      right.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[33...]).copyMemory(from: $0) }
      return Self.hashing { $0.update(bufferPointer: UnsafeRawBufferPointer(buffer)) }
    }
  }

  /// Standard base64, as checkpoints and proofs write it.
  public var base64: String { Base64.encode(bytes) }

  /// Appends the 32 bytes to `destination`.
  func append(to destination: inout [UInt8]) { withBytes { destination.append(contentsOf: $0) } }
}
