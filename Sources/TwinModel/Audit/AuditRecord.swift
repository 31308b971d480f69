/// What happened, one case for each kind of thing that an auditor asks for.
public enum AuditRecord: Sendable, Hashable {
  /// An incident was opened, revised or closed.
  case incident(IncidentRecord)
  /// A person approved or rejected something.
  case approval(ApprovalRecord)
  /// Something was done to the plant, or tried.
  case action(ActionRecord)
  /// A model was replaced.
  case modelUpdate(ModelUpdateRecord)
  /// A configuration was changed.
  case configurationChange(ConfigurationChangeRecord)
  /// A member of the ledger signed two statements that exclude each other.
  case equivocation(EquivocationRecord)
  /// The ledger got another set of members.
  case membershipChange(MembershipChangeRecord)

  /// The kinds, with the numbers that the encoding gives them.
  public enum Kind: UInt64, Sendable, CaseIterable {
    /// `IncidentRecord`.
    case incident = 1
    /// `ApprovalRecord`.
    case approval = 2
    /// `ActionRecord`.
    case action = 3
    /// `ModelUpdateRecord`.
    case modelUpdate = 4
    /// `ConfigurationChangeRecord`.
    case configurationChange = 5
    /// `EquivocationRecord`.
    case equivocation = 6
    /// `MembershipChangeRecord`.
    case membershipChange = 7

    /// The name in JSON, such as `model_update`.
    public var name: String {
      switch self {
      case .incident: "incident"
      case .approval: "approval"
      case .action: "action"
      case .modelUpdate: "model_update"
      case .configurationChange: "configuration_change"
      case .equivocation: "equivocation"
      case .membershipChange: "membership_change"
      }
    }
  }

  /// Which kind it is.
  public var kind: Kind {
    switch self {
    case .incident: .incident
    case .approval: .approval
    case .action: .action
    case .modelUpdate: .modelUpdate
    case .configurationChange: .configurationChange
    case .equivocation: .equivocation
    case .membershipChange: .membershipChange
    }
  }

  /// The record itself.
  private var content: any AuditRecordContent {
    switch self {
    case .incident(let record): record
    case .approval(let record): record
    case .action(let record): record
    case .modelUpdate(let record): record
    case .configurationChange(let record): record
    case .equivocation(let record): record
    case .membershipChange(let record): record
    }
  }

  var fields: AuditFields { content.fields }

  init(_ kind: Kind, fields: inout AuditFields) throws(AuditEventError) {
    switch kind {
    case .incident: self = .incident(try IncidentRecord(fields: &fields))
    case .approval: self = .approval(try ApprovalRecord(fields: &fields))
    case .action: self = .action(try ActionRecord(fields: &fields))
    case .modelUpdate: self = .modelUpdate(try ModelUpdateRecord(fields: &fields))
    case .configurationChange: self = .configurationChange(try ConfigurationChangeRecord(fields: &fields))
    case .equivocation: self = .equivocation(try EquivocationRecord(fields: &fields))
    case .membershipChange: self = .membershipChange(try MembershipChangeRecord(fields: &fields))
    }
  }
}

extension AuditRecord: Encodable {
  /// Writes the record's own fields; the kind stands beside them, in the event.
  public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }

  /// Reads the fields of a record of a known kind.
  public init(_ kind: Kind, from decoder: any Decoder) throws {
    switch kind {
    case .incident: self = .incident(try IncidentRecord(from: decoder))
    case .approval: self = .approval(try ApprovalRecord(from: decoder))
    case .action: self = .action(try ActionRecord(from: decoder))
    case .modelUpdate: self = .modelUpdate(try ModelUpdateRecord(from: decoder))
    case .configurationChange: self = .configurationChange(try ConfigurationChangeRecord(from: decoder))
    case .equivocation: self = .equivocation(try EquivocationRecord(from: decoder))
    case .membershipChange: self = .membershipChange(try MembershipChangeRecord(from: decoder))
    }
  }
}

/// What the records have in common: fields with numbers.
protocol AuditRecordContent: Codable {
  var fields: AuditFields { get }
  init(fields: inout AuditFields) throws(AuditEventError)
}
