public import TwinModel

/// One row of a recording, to be filled again and again.
public struct RecordingRow: Sendable, Equatable {
  /// What the plant said.
  public internal(set) var frame: Frame
  /// Whether the row lies inside an attack or fault; `nil` when the recording does not say.
  public internal(set) var label: Bool?
  /// The event a row belongs to, empty outside events; `nil` when there is no event column.
  public internal(set) var event: String?

  /// An empty row, to be given to a reader.
  public init() { frame = Frame(series: "", sequence: 0, values: []) }
}
