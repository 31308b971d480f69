/// Something that a plant cannot do at present, as an outcome of its physics: no error, and nothing that stops a run.
public struct Impairment: Sendable, Hashable {
  /// What it cannot do.
  public enum Kind: String, Sendable, CaseIterable {
    /// A tank has no water left to give.
    case dryTank = "dry-tank"
    /// A consumer has no water at the pressure it needs, or no open path to any.
    case withoutWater = "without-water"
    /// The network's equations have no solution that was found; what is shown is the last attempt.
    case unsolved
    /// A bus has no voltage, because nothing joins it to the machines.
    case withoutVoltage = "without-voltage"
    /// A relay took a branch out of service.
    case tripped
    /// Demand was shed to keep the frequency.
    case demandShed = "demand-shed"
    /// The whole network is without voltage.
    case blackout
    /// The plant shut itself down and stands still.
    case shutdown
  }

  /// What it cannot do.
  public var kind: Kind
  /// Which part of the plant, or why, in the plant's own words.
  public var subject: String

  /// Creates an impairment.
  public init(_ kind: Kind, of subject: String) {
    self.kind = kind
    self.subject = subject
  }
}
