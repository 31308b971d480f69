/// A request or response of Modbus/TCP.
///
/// Source: MODBUS Application Protocol Specification V1.1b3, sections 4.1 and 6; MODBUS Messaging on TCP/IP
/// Implementation Guide V1.0b, section 3.1.3 (MBAP header).
public struct ModbusTransfer: Sendable, Equatable {
  /// What it asks for or answers.
  public var function: ModbusFunction
  /// Whether it asks or answers.
  public var kind: Kind
  /// Pairs a response with its request.
  public var transaction: UInt16
  /// Unit identifier; 1 where the device at the address is meant itself.
  public var unit: UInt8
  /// First coil, input or register, from 0.
  public var address: UInt16
  /// Number of coils, inputs or registers; 1 in functions 5 and 6.
  public var count: UInt16

  /// Whether a transfer asks or answers.
  public enum Kind: Sendable, Equatable {
    /// It asks.
    case request
    /// It answers as asked.
    case response
    /// It refuses with an exception code: 1 illegal function, 2 illegal address, 3 illegal value, 4 device failure.
    case exception(UInt8)
  }

  /// Creates a transfer.
  public init(
    _ kind: Kind, _ function: ModbusFunction, transaction: UInt16 = 0, unit: UInt8 = 1, address: UInt16, count: UInt16
  ) {
    self.kind = kind
    self.function = function
    self.transaction = transaction
    self.unit = unit
    self.address = address
    self.count = count
  }

  /// Bytes of the application data unit: seven of the MBAP header, then function code and data.
  public var length: Int {
    switch kind {
    case .exception: 9
    case .request: isMultiple ? 13 + payloadBytes : 12
    case .response: function.isWrite ? 12 : 9 + payloadBytes
    }
  }

  /// Whether it writes several coils or registers.
  var isMultiple: Bool { function == .writeMultipleCoils || function == .writeMultipleRegisters }

  /// Bits or registers that are read or written; a count that no device serves is cut off.
  var payloadCount: Int { min(Int(count), 2000) }

  /// Bytes of what is read or written.
  var payloadBytes: Int { function.table?.isBits ?? false ? (payloadCount + 7) / 8 : 2 * payloadCount }
}
