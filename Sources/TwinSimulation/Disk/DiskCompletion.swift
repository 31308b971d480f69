/// The end of a disk operation.
public struct DiskCompletion: Sendable, Equatable {
  /// The token that the node gave with the operation.
  public let token: UInt64
  /// What went wrong, if anything.
  public let failure: DiskError?

  /// Creates a completion.
  public init(token: UInt64, failure: DiskError? = nil) {
    self.token = token
    self.failure = failure
  }
}
