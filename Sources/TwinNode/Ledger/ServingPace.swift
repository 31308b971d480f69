import NIOCore
import TwinLedger

/// Lets each member have the blocks that it lacks at a steady pace, so that one who catches up does not hold up the
/// others: an answer every so often, the newest wish first.
struct ServingPace {
  /// Bytes of blocks in one answer, about.
  static let bytes = 1 << 18

  private let pause: TimeAmount
  private var waits: [NodeID: Wait] = [:]

  /// What a member is to get, and when.
  private struct Wait {
    var due: NIODeadline
    var wish: Fetch?
  }

  /// - Parameter pause: between two answers to one member.
  init(pause: TimeAmount) { self.pause = pause }

  /// What to do with a wish.
  enum Decision: Equatable {
    /// Answer it.
    case now
    /// Ask for what is due at this moment.
    case later(NIODeadline)
    /// It takes the place of an older wish that waits already.
    case instead
  }

  /// Takes a member's wish.
  mutating func wish(_ fetch: Fetch, of member: NodeID, at now: NIODeadline) -> Decision {
    guard let wait = waits[member], wait.due > now else {
      waits[member] = Wait(due: now + pause, wish: nil)
      return .now
    }
    waits[member]?.wish = fetch
    return wait.wish == nil ? .later(wait.due) : .instead
  }

  /// The wish of a member whose turn has come.
  mutating func due(_ member: NodeID, at now: NIODeadline) -> Fetch? {
    guard let wish = waits[member]?.wish else { return nil }
    waits[member] = Wait(due: now + pause, wish: nil)
    return wish
  }
}
