/// What stands at the head of a report: which recording was judged by which model.
public struct ReportHeading: Sendable, Equatable {
  /// The recording's name, as the reader knows it.
  public var recording: String
  /// The model's name.
  public var model: String
  /// The model file's digest in hexadecimal; `nil` where there is no file.
  public var digest: String?
  /// The program and its version; `nil` leaves the line out.
  public var program: String?

  /// Creates a heading.
  public init(recording: String, model: String, digest: String? = nil, program: String? = nil) {
    self.recording = recording
    self.model = model
    self.digest = digest
    self.program = program
  }
}
