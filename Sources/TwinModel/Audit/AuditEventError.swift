/// Why bytes are no canonical event, or an event has no encoding.
public enum AuditEventError: Error, Sendable, Equatable {
  /// More bytes than an entry of the log has.
  case tooLarge(bytes: Int, limit: Int)
  /// Not deterministic CBOR.
  case encoding(CBORError)
  /// A form of the encoding that is not known here.
  case unknownVersion(UInt64)
  /// A kind of event that is not known here.
  case unknownKind(UInt64)
  /// A field that must be there and is not.
  case missingField(UInt64)
  /// A field that the kind does not have.
  case unknownField(UInt64)
  /// A field of another form than it must have.
  case wrongForm(field: UInt64)
}

extension AuditEventError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .tooLarge(let bytes, let limit): "the event has \(bytes) bytes, and an entry has at most \(limit)"
    case .encoding(let error): "the event is not deterministic CBOR: \(error)"
    case .unknownVersion(let version): "the event has the unknown form \(version)"
    case .unknownKind(let kind): "the event is of the unknown kind \(kind)"
    case .missingField(let field): "the event lacks field \(field)"
    case .unknownField(let field): "the event has the unknown field \(field)"
    case .wrongForm(let field): "field \(field) of the event has the wrong form"
    }
  }
}
