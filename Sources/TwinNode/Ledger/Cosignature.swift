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

  init(from reader: inout WireReader) throws(WireError) {
    let size = try reader.uint64()
    head = LogHead(size: size, root: try reader.digest())
    signature = Array(try reader.raw(72))
  }

  func write(to writer: inout WireWriter) {
    writer.uint64(head.size)
    writer.digest(head.root)
    writer.raw(signature)
  }
}
