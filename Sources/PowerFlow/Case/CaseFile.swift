/// A network read from a MATPOWER case file (`case.m`, format version 2): the common subset.
///
/// Read are `version`, `baseMVA`, `bus`, `gen` and `branch`, and the customary statements that turn ohms, kW and kvar
/// into per unit, MW and MVAr in distribution cases. Other fields (`gencost`, `bus_name`, …) do not change a power
/// flow: they are left out, with a note. Any other statement might change the network, so it is refused with its line.
/// No text, however hostile, does more than throw.
///
/// Source: MATPOWER User's Manual, appendix B (data file format).
public struct CaseFile: Sendable, Equatable {
  /// The network.
  public var gridCase: GridCase
  /// The name after `function … =`; empty when there is none.
  public var name: String
  /// What was left out, in the order of the file.
  public var notes: [Note]

  /// Something that was left out.
  public struct Note: Sendable, Equatable {
    /// Line, counted from 1.
    public var line: Int
    /// What was left out and why.
    public var text: String
  }

  /// The largest file that is read, in bytes.
  public static let maximumBytes = 64 << 20

  /// Reads a case from its text.
  public init(_ text: String) throws(CaseFileError) { try self.init(Array(text.utf8)) }

  /// Reads a case from its bytes.
  public init(_ bytes: [UInt8]) throws(CaseFileError) {
    guard bytes.count <= Self.maximumBytes else {
      throw CaseFileError(line: 1, section: "file", reason: .tooLarge(bytes: bytes.count, limit: Self.maximumBytes))
    }
    var reader = CaseFileReader(bytes)
    try reader.readStatements()
    gridCase = try reader.makeCase()
    name = reader.name
    notes = reader.notes
  }
}
