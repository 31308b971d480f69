/// Bounds of a monitor's memory. What does not fit is counted and said (``MessageDetector/crowd``), never kept.
public struct MessageLimits: Sendable, Equatable {
  /// Addresses beside the baseline's.
  public var strangers = 1024
  /// Flows beside the baseline's.
  public var newFlows = 4096
  /// Conversations beside the baseline's.
  public var newConversations = 2048
  /// Operations and paths beside the baseline's.
  public var newWords = 1024
  /// Subjects of evidence whose last report is remembered.
  public var reports = 4096

  /// The usual bounds; a monitor then takes some ten megabytes at most beside its baseline's replay memory.
  public init() {}

  /// The most a baseline may have of each, which bounds what a file can ask for.
  static let baseline = (names: 8192, words: 2048, paths: 16_384, tags: 16_384, flows: 16_384, payloads: 8192)
  /// Questions of a conversation whose answers are awaited.
  static let outstanding = 64
}
