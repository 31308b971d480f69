/// A crash just before one of a node's effects: the effects before it are done, it and those after it are not.
public struct CrashPoint: Sendable, Equatable {
  /// The node.
  public var node: Int
  /// Which of its effects, counted from 0 over all its lives.
  public var effect: Int
  /// When it starts again, in nanoseconds after the crash; nil never.
  public var restartAfter: Int64?

  /// Creates a crash point.
  public init(node: Int, effect: Int, restartAfter: Int64?) {
    self.node = node
    self.effect = effect
    self.restartAfter = restartAfter
  }
}
