/// How a node is, as it tells clients who ask.
public struct LedgerStatus: Sendable, Codable, Equatable {
  /// Its name.
  public var member: String
  /// "voting", "recovering" or why it does not vote.
  public var standing: String
  /// The epoch in force.
  public var epoch: UInt64
  /// The view that it is in.
  public var view: UInt64
  /// Who leads that view.
  public var leader: String
  /// Height of its final chain.
  public var height: UInt64
  /// Entries in its log.
  public var size: UInt64
  /// Entries that a quorum has cosigned.
  public var cosigned: UInt64
  /// Members to whom it has a connection.
  public var connected: Int
  /// Frames that members did not take.
  public var dropped: Int
  /// Requests of clients that wait.
  public var waiting: Int
  /// The members in force, as a member file.
  public var memberFile: String
}
