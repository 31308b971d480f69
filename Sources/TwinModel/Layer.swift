/// The four layers of a digital twin at which it can be lied to, and at which evidence arises.
public enum Layer: String, Sendable, Codable, CaseIterable {
  /// Sensors, actuators and the devices that read and drive them.
  case acquisition
  /// Links, gateways, protocols and brokers between devices and the twin.
  case communication
  /// The twin's models: physics, learned detectors, federated updates.
  case modelling
  /// APIs, clients and people that read from the twin or act through it.
  case integration
}
