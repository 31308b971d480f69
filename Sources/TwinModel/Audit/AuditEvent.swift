/// Something that matters to an auditor, as the ledger keeps it.
///
/// Its canonical encoding is deterministic CBOR; an event has exactly one, and decoding refuses every other. Large
/// objects are named by their digest. Source of the encoding: RFC 8949, section 4.2.1; the fields are listed in
/// `Docs/Ledger.md`.
public struct AuditEvent: Sendable, Hashable {
  /// Most bytes of an encoded event, so that it fits an entry of the log.
  public static let byteLimit = 65_535
  /// Number of the encoding's form.
  public static let version: UInt64 = 1

  /// Id of the site where it happened.
  public var site: String
  /// When it happened, by the recorder's clock.
  public var time: SourceTime
  /// The person, program or node that recorded it.
  public var recorder: String
  /// What happened.
  public var record: AuditRecord

  /// Creates an event.
  public init(site: String, time: SourceTime, recorder: String, record: AuditRecord) {
    self.site = site
    self.time = time
    self.recorder = recorder
    self.record = record
  }
}
