/// The four tables of a Modbus device.
///
/// Source: MODBUS Application Protocol Specification V1.1b3, section 4.3.
public enum RegisterTable: UInt8, Sendable, CaseIterable {
  /// Bits that can be written: commands of two states.
  case coils
  /// Bits that can only be read: measured states.
  case discreteInputs
  /// Registers of 16 bits that can be written: commands.
  case holdingRegisters
  /// Registers of 16 bits that can only be read: measurements.
  case inputRegisters

  /// Whether its elements are bits.
  public var isBits: Bool { self == .coils || self == .discreteInputs }

  /// The function that reads it.
  public var reading: ModbusFunction {
    switch self {
    case .coils: .readCoils
    case .discreteInputs: .readDiscreteInputs
    case .holdingRegisters: .readHoldingRegisters
    case .inputRegisters: .readInputRegisters
    }
  }

  /// The function that writes `count` of its elements; `nil` where nothing can be written.
  public func writing(_ count: Int) -> ModbusFunction? {
    switch self {
    case .coils: count == 1 ? .writeSingleCoil : .writeMultipleCoils
    case .holdingRegisters: count == 1 ? .writeSingleRegister : .writeMultipleRegisters
    case .discreteInputs, .inputRegisters: nil
    }
  }
}
