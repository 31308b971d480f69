/// How evidence becomes incidents. Times are in seconds on the plant's own clock.
public struct FusionOptions: Sendable, Equatable {
  /// Seconds of a tick, > 0: evidence of one tick is one look at the plant. Usually the time from frame to frame.
  public var tick: Double
  /// A tick counts as a hit when the combined p-value of its evidence is at most this, in 0...1.
  public var hitP = 1e-3
  /// Hits that open an incident, 1...`span`.
  public var hits = 3
  /// Ticks within which they must come, 1...64.
  public var span = 10
  /// One tick whose combined p-value is at most this opens an incident at once, in 0...1.
  public var decisiveP = 1e-9
  /// Steps along the process graph within which evidence belongs together, ≥ 0.
  public var reach = 2
  /// Seconds without evidence after which an incident is closed and new evidence no longer joins it.
  public var quiet = 1800.0
  /// Seconds after closing within which an incident at the same place is the same incident, back again.
  public var reopening = 7200.0
  /// Seconds for which evidence may be late and still be put in order; 0 handles everything at once.
  public var lateness = 0.0
  /// Seconds before an incident's first evidence from which context (an update, a permit) still bears on it.
  public var context = 86_400.0
  /// What an operator may be burdened with.
  public var budget = AlarmBudget()

  /// Most incidents that are active at a time; more evidence joins the nearest or is counted as lost.
  public var activeLimit = 64
  /// Most beginnings that are followed before they become incidents.
  public var candidateLimit = 256
  /// Most closed incidents that are remembered for re-opening.
  public var closedLimit = 128
  /// Most pieces of evidence that wait to be put in order.
  public var waitingLimit = 16_384
  /// Most names that no site knows; further ones share one place.
  public var strangerLimit = 256

  /// Usual options for a stream.
  ///
  /// - Parameter tick: seconds from frame to frame, > 0.
  public init(tick: Double) { self.tick = tick }

  /// Whether every figure lies in its range.
  public var isValid: Bool {
    let shares = [hitP, decisiveP].allSatisfy { $0 >= 0 && $0 <= 1 }
    let times = [quiet, reopening, lateness, context].allSatisfy { $0 >= 0 && $0 <= 1e9 }
    let limits = [activeLimit, candidateLimit, closedLimit, waitingLimit, strangerLimit].allSatisfy { $0 >= 1 }
    return tick > 0 && tick.isFinite && shares && times && limits && (1...64).contains(span)
      && (1...span).contains(hits)
      && reach >= 0 && budget.isValid
  }
}
