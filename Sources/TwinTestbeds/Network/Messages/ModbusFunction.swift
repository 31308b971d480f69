/// A function code of Modbus; any byte, since attackers send what they like.
///
/// Source: MODBUS Application Protocol Specification V1.1b3, section 6.
public struct ModbusFunction: RawRepresentable, Sendable, Hashable {
  /// The code.
  public var rawValue: UInt8

  /// A code, known or not.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// 1: reads coils.
  public static let readCoils = ModbusFunction(rawValue: 1)
  /// 2: reads discrete inputs.
  public static let readDiscreteInputs = ModbusFunction(rawValue: 2)
  /// 3: reads holding registers.
  public static let readHoldingRegisters = ModbusFunction(rawValue: 3)
  /// 4: reads input registers.
  public static let readInputRegisters = ModbusFunction(rawValue: 4)
  /// 5: writes one coil.
  public static let writeSingleCoil = ModbusFunction(rawValue: 5)
  /// 6: writes one holding register.
  public static let writeSingleRegister = ModbusFunction(rawValue: 6)
  /// 15: writes coils.
  public static let writeMultipleCoils = ModbusFunction(rawValue: 15)
  /// 16: writes holding registers.
  public static let writeMultipleRegisters = ModbusFunction(rawValue: 16)

  /// The codes that the testbeds' devices serve.
  public static let served: [ModbusFunction] = [
    .readCoils, .readDiscreteInputs, .readHoldingRegisters, .readInputRegisters, .writeSingleCoil,
    .writeSingleRegister, .writeMultipleCoils, .writeMultipleRegisters,
  ]

  /// The table that it reads or writes; `nil` for a code that is not served.
  public var table: RegisterTable? {
    switch rawValue {
    case 1, 5, 15: .coils
    case 2: .discreteInputs
    case 3, 6, 16: .holdingRegisters
    case 4: .inputRegisters
    default: nil
    }
  }

  /// Whether it writes.
  public var isWrite: Bool { [5, 6, 15, 16].contains(rawValue) }

  /// The most coils or registers that one request may name.
  public var limit: Int {
    switch rawValue {
    case 1, 2: 2000
    case 3, 4: 125
    case 5, 6: 1
    case 15: 1968
    case 16: 123
    default: 0
    }
  }
}
