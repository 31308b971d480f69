/// How far the source itself trusts one value, reduced to the classes that OPC UA and IEC 60870-5 share.
///
/// Source: OPC UA Part 8 (data access), clause 6.4, severity bits of the status code.
public enum Quality: UInt8, Sendable, Codable, CaseIterable {
  /// The source vouches for the value.
  case good = 0
  /// The source reports a value it does not fully trust (substituted, out of calibration, old).
  case uncertain = 1
  /// The source says that the value must not be used.
  case bad = 2
  /// There is no value at all.
  case missing = 3

  /// Whether a detector may compute with the value.
  public var isUsable: Bool { self == .good || self == .uncertain }
}
