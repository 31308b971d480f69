/// What an incident is taken for: one of the eight types of attack, trouble without harm meant, or none of them.
///
/// Raw values are stable: they stand in records. Identifiers of techniques are those of MITRE ATT&CK for ICS v18.1 and
/// MITRE ATLAS (`AML.…`).
public enum IncidentClass: String, Sendable, Codable, CaseIterable {
  /// Measurements are not what the sensors read.
  case falseData = "A1"
  /// Messages are lost or late because something floods.
  case flooding = "A2"
  /// What models learn from is false.
  case poisoning = "A3"
  /// Actuators do harm while sensors tell of normal operation.
  case maskedActuation = "A4"
  /// Old messages are told again, or somebody in the middle holds them back.
  case replay = "A5"
  /// A node pretends to be another.
  case rogueNode = "A6"
  /// Commands come from somebody who may not give them.
  case unauthorisedCommand = "A7"
  /// An update brought something along.
  case supplyChain = "A8"
  /// A fault, maintenance, or an operator's right: nobody means harm.
  case benign
  /// Like nothing that was learned or declared.
  case unknown

  /// Place in `allCases`.
  public var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether somebody means harm, as far as the class tells.
  public var isAttack: Bool { self != .benign && self != .unknown }

  /// What it is called.
  public var name: String {
    switch self {
    case .falseData: "false data injection"
    case .flooding: "flooding"
    case .poisoning: "poisoning of training data or models"
    case .maskedActuation: "masked actuation"
    case .replay: "replay or adversary in the middle"
    case .rogueNode: "rogue node"
    case .unauthorisedCommand: "unauthorised command"
    case .supplyChain: "supply-chain compromise"
    case .benign: "benign trouble"
    case .unknown: "unknown"
    }
  }

  /// Techniques of ATT&CK for ICS and ATLAS that attacks of the class use; none for benign trouble and the unknown.
  public var techniques: [String] {
    switch self {
    case .falseData: ["T0856", "T0832"]
    case .flooding: ["T0814", "T0815", "T0804", "T0813"]
    case .poisoning: ["AML.T0020", "AML.T0018"]
    case .maskedActuation: ["T0836", "T0855", "T0856", "T0831", "T0878"]
    case .replay: ["T0830", "T0842", "T0801", "T0882"]
    case .rogueNode: ["T0848", "T0849", "T0859", "T0860"]
    case .unauthorisedCommand: ["T0819", "T0871", "T0855", "T0866"]
    case .supplyChain: ["T0862", "T0857", "T0839", "T0873", "AML.T0010"]
    case .benign, .unknown: []
    }
  }
}
