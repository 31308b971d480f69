/// What a message says, in its protocol's words.
public enum NetworkOperation: Sendable, Equatable {
  /// A request or response of Modbus/TCP.
  case modbus(ModbusTransfer)
  /// A control packet of MQTT 3.1.1.
  case mqtt(MQTTTransfer)
  /// A request or response of the programming interface or the federation, over HTTP/1.1.
  indirect case http(HTTPTransfer)
  /// A datagram that nobody asked for, to a UDP port.
  case datagram(port: UInt16)

  /// The protocol's name in message logs.
  public var protocolName: String {
    switch self {
    case .modbus: "modbus-tcp"
    case .mqtt: "mqtt"
    case .http(let transfer): transfer.isFederation ? "federation" : "http"
    case .datagram: "udp"
    }
  }
}
