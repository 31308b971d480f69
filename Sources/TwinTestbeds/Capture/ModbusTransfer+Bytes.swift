extension ModbusTransfer {
  /// The application data unit: MBAP header, function code, data.
  ///
  /// Bits stand eight to a byte, the first lowest. A single coil is written as `0xFF00` or `0x0000`. Registers that are
  /// missing are written as 0, surplus ones left out.
  ///
  /// - Parameter registers: what is read or written, one element a bit or register.
  /// - Returns: `length` bytes.
  ///
  /// Source: MODBUS Application Protocol Specification V1.1b3, section 6; MODBUS Messaging on TCP/IP V1.0b, section 3.1.3.
  func bytes(_ registers: [UInt16]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    bytes.appendBigEndian(transaction)
    bytes.appendBigEndian(UInt16(0))
    bytes.appendBigEndian(UInt16(truncatingIfNeeded: length - 6))
    bytes.append(unit)
    switch kind {
    case .exception(let code):
      bytes += [function.rawValue | 0x80, code]
    case .request:
      bytes.append(function.rawValue)
      bytes.appendBigEndian(address)
      appendRequest(registers, to: &bytes)
    case .response where function.isWrite:
      bytes.append(function.rawValue)
      bytes.appendBigEndian(address)
      bytes.appendBigEndian(isMultiple ? count : single(registers))
    case .response:
      bytes.append(function.rawValue)
      bytes.append(UInt8(truncatingIfNeeded: payloadBytes))
      appendPayload(registers, to: &bytes)
    }
    return bytes
  }

  private func appendRequest(_ registers: [UInt16], to bytes: inout [UInt8]) {
    if isMultiple {
      bytes.appendBigEndian(count)
      bytes.append(UInt8(truncatingIfNeeded: payloadBytes))
      appendPayload(registers, to: &bytes)
    } else {
      bytes.appendBigEndian(function.isWrite ? single(registers) : count)
    }
  }

  private func single(_ registers: [UInt16]) -> UInt16 {
    let value = registers.first ?? 0
    return function == .writeSingleCoil ? (value == 0 ? 0 : 0xFF00) : value
  }

  private func appendPayload(_ registers: [UInt16], to bytes: inout [UInt8]) {
    func element(_ place: Int) -> UInt16 { place < registers.count ? registers[place] : 0 }
    if function.table?.isBits ?? false {
      for byte in 0..<payloadBytes {
        var packed: UInt8 = 0
        for bit in 0..<8 where byte * 8 + bit < payloadCount && element(byte * 8 + bit) != 0 { packed |= 1 << bit }
        bytes.append(packed)
      }
    } else {
      for place in 0..<payloadCount { bytes.appendBigEndian(element(place)) }
    }
  }
}
