/// What brings a log's folder up to a checkpoint: files that so far are in memory alone, and the checkpoint behind them.
///
/// A value, so that slow disks can be written to from elsewhere while the log grows on.
public struct LogPublication: Sendable {
  /// The checkpoint; `nil` where full tiles are only moved out of memory.
  public let checkpoint: SignedCheckpoint?
  /// Full tiles and bundles, then the partial ones that the checkpoint needs.
  let files: [(coordinate: TileCoordinate, bytes: [UInt8])]
  /// How many of `files` are full.
  let fullCount: Int
  /// Partial files whose tiles are full by then.
  let outgrown: [TileCoordinate]

  /// The partial files among them.
  var partials: [TileCoordinate] { files[fullCount...].map(\.coordinate) }
}
