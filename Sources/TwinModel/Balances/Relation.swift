/// A static law that the owner declares: one tag is a function of a few others of the same moment.
///
/// The function's coefficients are identified from normal operation, see `PlantPhysics`.
public struct Relation: Sendable, Equatable {
  /// Short name; unique within a site.
  public var name: String
  /// The tag that is explained, usually a flow.
  public var tag: String
  /// The tags that explain it, in the order that the form asks for.
  public var from: [String]
  /// What kind of function it is.
  public var form: Form
  /// The state tag (pump running, valve open) on which the relation depends; while it is 0 the explained tag is
  /// expected to be 0. `nil` when the relation always holds.
  public var runsWith: String?

  /// Creates a relation.
  public init(name: String, tag: String, from: [String], form: Form, runsWith: String? = nil) {
    self.name = name
    self.tag = tag
    self.from = from
    self.form = form
    self.runsWith = runsWith
  }

  /// Kinds of functions.
  public enum Form: String, Sendable, CaseIterable, Codable {
    /// A pump's curve: the pressure that it adds as a cubic function of its flow, the explained tag; `from` is discharge,
    /// suction. The curve is fitted as pressure over flow, because near shut-off a small error of pressure means a large
    /// one of flow.
    case pump
    /// A valve: flow as a multiple of the root of the pressure difference, and a constant; `from` is upstream,
    /// downstream.
    case valve
    /// A linear function of one to eight tags.
    case linear
    /// A quadratic function, with products, of one to four tags.
    case quadratic

    /// How many tags explain.
    var inputs: ClosedRange<Int> {
      switch self {
      case .pump, .valve: 2...2
      case .linear: 1...8
      case .quadratic: 1...4
      }
    }
  }

  /// Every tag that it names, in order.
  var tags: [String] { [tag] + from + (runsWith.map { [$0] } ?? []) }
}
