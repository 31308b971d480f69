public import TwinLedger

/// A member's word that its log has a head: its witness cosignature on the checkpoint, as members send it round.
///
/// Who sent it follows from the connection; the signature is the one that stands in the checkpoint's file.
public struct Cosignature: Sendable, Equatable {
  /// Size and root of the log.
  public var head: LogHead
  /// Seconds since 1970 at which the member looked at its log.
  public var time: UInt64
  /// 64 bytes.
  public var signature: [UInt8]

  /// A member's word on a head.
  public init(head: LogHead, time: UInt64, signature: [UInt8]) {
    self.head = head
    self.time = time
    self.signature = signature
  }

  init?(from reader: inout ByteReader) {
    guard let size = reader.number(UInt64.self), let root = reader.raw(32).flatMap({ Digest32($0) }),
      let time = reader.number(UInt64.self), let signature = reader.raw(64)
    else { return nil }
    self.init(head: LogHead(size: size, root: root), time: time, signature: Array(signature))
  }

  func write(to bytes: inout [UInt8]) {
    bytes.append(number: head.size)
    bytes.append(contentsOf: head.root.bytes)
    bytes.append(number: time)
    bytes.append(contentsOf: signature)
  }
}
