/// Bounds on what a peer may send; everything above is refused before it is read.
public enum WireLimits {
  /// Bytes of one message.
  public static let frame = 16 << 20
  /// Entries of one block or submission.
  public static let entries = 65_536
  /// Bytes of all entries of one block.
  public static let blockBytes = 8 << 20
  /// SKIP certificates of one justification: so many views in a row can be skipped and still be proven.
  public static let skips = 4_096
  /// Certificates or votes of one status.
  public static let status = 1_024
  /// Blocks of one catch-up answer.
  public static let blocks = 4_096
  /// Headers of one finality proof.
  public static let path = 4_096
  /// Hashes of one Merkle proof or frontier.
  public static let hashes = 64
}
