/// The state of a log at one size: what a log signs, and what everything else is verified against.
///
/// Source: C2SP tlog-checkpoint.
public struct Checkpoint: Sendable, Hashable {
  /// Name of the log; every checkpoint of it carries the same.
  public let origin: String
  /// Number of entries.
  public let size: UInt64
  /// Root of the Merkle tree over them.
  public let root: Digest32
  /// Further lines, which this log writes none of.
  public let extensions: [String]

  /// States the tree of a log.
  ///
  /// - Parameter origin: not empty and without line feeds.
  public init(origin: String, size: UInt64, root: Digest32) {
    self.origin = origin
    self.size = size
    self.root = root
    extensions = []
  }

  /// Reads a note's text.
  public init(text: String) throws(CheckpointError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.removeLast().isEmpty else { throw .tooFewLines }
    guard !lines.contains(where: \.isEmpty) else { throw .emptyLine }
    guard let size = UInt64(canonicalDecimal: lines[1]) else { throw .malformedSize }
    guard let bytes = Base64.decode(lines[2].utf8), let root = Digest32(bytes) else { throw .malformedRoot }
    guard size > 0 || root == .empty else { throw .malformedRoot }
    origin = String(lines[0])
    self.size = size
    self.root = root
    extensions = lines[3...].map(String.init)
  }

  /// The note's text.
  public var text: String {
    "\(origin)\n\(size)\n\(root.base64)\n" + extensions.map { "\($0)\n" }.joined()
  }

  /// Whether `origin` can name a log: no blank, plus sign or control character, so that keys can carry it.
  public static func isValid(origin: String) -> Bool { NoteSignature.isValid(name: origin) }
}
