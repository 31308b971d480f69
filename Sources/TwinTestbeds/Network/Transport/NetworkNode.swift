/// A device with a network port.
///
/// It handles messages one after the other, each for `processingTime`; those that wait fill a queue, and what comes when
/// the queue is full is lost. So a flood costs a device more than it costs the wire.
public struct NetworkNode: Sendable, Equatable {
  /// Short name; unique within a topology.
  public var id: String
  /// What it is to the plant.
  public var role: Role
  /// The `Zone.id` it lies in.
  public var zone: String
  /// Seconds of work for one message, ≥ 0; 0 for a device that keeps up with anything.
  public var processingTime: Double
  /// Messages that may wait for being handled, the one in hand included, ≥ 1.
  public var queueCapacity: Int

  /// Creates a node with the capacity that is usual for its role.
  public init(
    id: String, role: Role, zone: String, processingTime: Double? = nil, queueCapacity: Int? = nil
  ) {
    self.id = id
    self.role = role
    self.zone = zone
    self.processingTime = processingTime ?? role.usualProcessingTime
    self.queueCapacity = queueCapacity ?? role.usualQueueCapacity
  }

  /// What a node is to the plant.
  public enum Role: String, Sendable, CaseIterable {
    /// Remote inputs and outputs, an RTU, a phasor unit: answers Modbus requests.
    case fieldDevice = "field-device"
    /// Runs control programs; polls field devices and other PLCs, and answers those who poll it.
    case plc
    /// Polls PLCs and publishes what they say.
    case gateway
    /// Passes publications to those who subscribed.
    case broker
    /// Writes down what is published.
    case historian
    /// Mirrors the plant from what is published, and answers the programming interface.
    case twin
    /// A person's or program's client of the programming interface.
    case apiClient = "api-client"
    /// Sends what it learned to the federation.
    case federationMember = "federation-member"
    /// Gathers what the members of a federation learned.
    case federationAggregator = "federation-aggregator"
    /// Programs the PLCs.
    case engineeringWorkstation = "engineering-workstation"
    /// Passes messages on and is addressed by none.
    case forwarder = "switch"

    /// Seconds for one message: a small RTU manages a thousand a second, a PLC twice as many, a server many more.
    var usualProcessingTime: Double {
      switch self {
      case .fieldDevice: 1e-3
      case .plc: 5e-4
      case .gateway: 1e-4
      case .broker, .historian, .twin, .federationAggregator: 5e-5
      case .apiClient, .federationMember, .engineeringWorkstation: 1e-4
      case .forwarder: 0
      }
    }

    var usualQueueCapacity: Int {
      switch self {
      case .fieldDevice: 16
      case .plc: 64
      case .gateway: 256
      default: 1024
      }
    }
  }
}
