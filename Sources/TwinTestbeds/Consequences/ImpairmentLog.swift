/// What a plant could not do in the course of a run: each impairment with when it began and how long it lasted.
public struct ImpairmentLog: Sendable {
  /// One impairment over a run.
  public struct Entry: Sendable, Equatable {
    /// What the plant could not do.
    public var impairment: Impairment
    /// Seconds since the run began at which it was first seen.
    public var first: Double
    /// Seconds for which it lasted, in all.
    public var total: Double
  }

  /// In the order in which they were first seen.
  public private(set) var entries: [Entry] = []
  private var places: [Impairment: Int] = [:]

  /// An empty log.
  public init() {}

  /// Takes what the plant cannot do at a time, for the `seconds` that end then.
  public mutating func observe(_ impairments: [Impairment], at time: Double, for seconds: Double) {
    for impairment in impairments {
      if let place = places[impairment] {
        entries[place].total += seconds
      } else {
        places[impairment] = entries.count
        entries.append(Entry(impairment: impairment, first: time, total: seconds))
      }
    }
  }
}
