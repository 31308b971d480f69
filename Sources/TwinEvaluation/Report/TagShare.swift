/// How much one tag contributed to a row's score.
public struct TagShare: Sendable, Equatable, Encodable {
  /// The tag's name.
  public var tag: String
  /// Its share of the score, in [0, 1].
  public var share: Double

  /// Creates a share.
  public init(tag: String, share: Double) {
    self.tag = tag
    self.share = share
  }
}
