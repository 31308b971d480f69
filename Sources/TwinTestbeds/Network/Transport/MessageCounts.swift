/// What became of all messages so far: every one is delivered, dropped or in flight.
public struct MessageCounts: Sendable, Equatable {
  /// Messages that were sent.
  public internal(set) var sent = 0
  /// Messages that their destination handled.
  public internal(set) var delivered = 0
  /// Shape `[reason]`, in the order of `NetworkMessage.DropReason.allCases`.
  private var drops = [Int](repeating: 0, count: NetworkMessage.DropReason.allCases.count)

  /// Messages that were dropped, for whatever reason.
  public var dropped: Int { drops.reduce(0, +) }
  /// Messages that are under way.
  public var inFlight: Int { sent - delivered - dropped }

  /// Messages that were dropped for a reason.
  public subscript(reason: NetworkMessage.DropReason) -> Int {
    get { drops[reason.place] }
    set { drops[reason.place] = newValue }
  }
}
