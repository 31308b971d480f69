public import TwinLedger

/// A member's word that its log has a head: its witness cosignature on the checkpoint, as members send it round.
///
/// Who sent it follows from the connection; the signature is the one that stands in the checkpoint's file.
public struct Cosignature: Sendable, Equatable {
  /// Size and root of the log.
  public var head: LogHead
  /// 72 bytes: the time in seconds since 1970, most significant byte first, and an Ed25519 signature.
  public var signature: [UInt8]

  /// A member's word on a head.
  public init(head: LogHead, signature: [UInt8]) {
    self.head = head
    self.signature = signature
  }

  init?(from reader: inout ByteReader) {
    guard let size = reader.number(UInt64.self), let root = reader.raw(32).flatMap({ Digest32($0) }),
      let signature = reader.raw(72)
    else { return nil }
    self.init(head: LogHead(size: size, root: root), signature: Array(signature))
  }

  func write(to bytes: inout [UInt8]) {
    bytes.append(number: head.size)
    bytes.append(contentsOf: head.root.bytes)
    bytes.append(contentsOf: signature)
  }
}
