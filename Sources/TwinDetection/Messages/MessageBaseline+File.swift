internal import Crypto
internal import Foundation

extension MessageBaseline {
  /// The newest version; versions up to it are read.
  public static let version = 1
  private static let magic = Array("SATMESSG".utf8)
  private static let prefixLength = 12
  private static let digestLength = 32
  /// Most bytes of a baseline that are decoded.
  public static let byteLimit = 256 << 20

  /// The baseline as a file's content: magic, version (32 bits, little-endian), JSON, and the SHA-256 digest of all that.
  /// The same baseline gives the same bytes.
  public func encoded() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Self.magic
    withUnsafeBytes(of: UInt32(Self.version).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += (try? encoder.encode(self)) ?? Data()
    bytes += SHA256.hash(data: bytes)
    return bytes
  }

  /// Reads a file's content; what does not fit together is refused.
  public init(decoding bytes: [UInt8]) throws(MessageBaselineError) {
    guard bytes.count > Self.prefixLength + Self.digestLength, bytes.count <= Self.byteLimit,
      bytes.starts(with: Self.magic)
    else { throw .notABaseline }
    let content = bytes.dropLast(Self.digestLength)
    guard SHA256.hash(data: content).elementsEqual(bytes.suffix(Self.digestLength)) else { throw .damaged }
    var version = 0
    for index in 0..<4 { version |= Int(bytes[Self.magic.count + index]) << (8 * index) }
    guard version <= Self.version else { throw .newerVersion(found: version, supported: Self.version) }
    guard version > 0 else { throw .inconsistent("version 0") }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(content.dropFirst(Self.prefixLength)))
    } catch {
      throw .inconsistent("its JSON cannot be read")
    }
    try check()
  }

  /// SHA-256 of a baseline's file as hexadecimal text: its name in reports.
  public static func digest(of encoded: [UInt8]) -> String { DetectorModel.digest(of: encoded) }
}
