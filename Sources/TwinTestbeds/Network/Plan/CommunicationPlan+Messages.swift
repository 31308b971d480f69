extension CommunicationPlan {
  /// Bytes of the Ethernet, IPv4 and TCP headers before a message's own bytes.
  public static let headerBytes = 54
  /// The most bytes of a message that one TCP segment carries.
  public static let segmentBytes = 1460

  /// Bytes on the wire of a message over TCP with this many bytes of its own: the headers of all its segments included.
  static func wireBytes(_ own: Int) -> Int {
    own + headerBytes * max(1, (own + segmentBytes - 1) / segmentBytes)
  }

  /// A request of Modbus/TCP.
  ///
  /// - Parameter registers: what is written, one element a bit or register; empty for a reading.
  public func modbusRequest(
    from source: Int, to destination: Int, _ function: ModbusFunction, address: Int, count: Int,
    registers: [UInt16] = [], transaction: UInt16 = 0
  ) -> NetworkMessage {
    let transfer = ModbusTransfer(
      .request, function, transaction: transaction, address: UInt16(truncatingIfNeeded: address),
      count: UInt16(truncatingIfNeeded: count))
    return NetworkMessage(
      from: source, to: destination, .modbus(transfer), registers: registers,
      size: Self.headerBytes + transfer.length)
  }

  /// A request that writes one tag in a device or PLC, as its map says; `nil` when it cannot be written there.
  public func modbusWrite(from source: Int, to destination: Int, signal: Int, value: Double) -> NetworkMessage? {
    guard let place = maps[destination]?.place(of: signal),
      let function = place.table.writing(place.entry.encoding.width)
    else { return nil }
    var registers: [UInt16] = []
    place.entry.encoding.append(value, to: &registers)
    return modbusRequest(
      from: source, to: destination, function, address: place.entry.address, count: registers.count,
      registers: registers)
  }

  /// A control packet of MQTT.
  public func mqtt(
    from source: Int, to destination: Int, _ transfer: MQTTTransfer, registers: [UInt16] = [], block: Int = -1,
    sampled: Double = 0
  ) -> NetworkMessage {
    let length = transfer.length(registers: registers.count, client: topology.nodes[source].id)
    return NetworkMessage(
      from: source, to: destination, .mqtt(transfer), registers: registers, block: block,
      size: Self.wireBytes(length), authentication: .authenticated(key: key(of: source)), sampled: sampled)
  }

  /// A request or response of HTTP.
  public func http(from source: Int, to destination: Int, _ transfer: HTTPTransfer) -> NetworkMessage {
    let length =
      transfer.headText(host: topology.nodes[transfer.status == nil ? destination : source].id).utf8.count
      + transfer.bodyLength
    return NetworkMessage(
      from: source, to: destination, .http(transfer), size: Self.wireBytes(length),
      authentication: .authenticated(key: key(of: source)))
  }

  /// A datagram of UDP.
  ///
  /// - Parameter size: bytes on the wire, 42 of headers included.
  public func datagram(from source: Int, to destination: Int, port: UInt16, size: Int) -> NetworkMessage {
    NetworkMessage(from: source, to: destination, .datagram(port: port), size: max(42, size))
  }

  /// The tags whose registers a message carries, and where each begins among them. Empty for a message without tags, or
  /// one whose addresses cut tags apart.
  public func contents(of message: NetworkMessage) -> [(entry: RegisterMap.Entry, place: Int)] {
    let found: (entries: ArraySlice<RegisterMap.Entry>, address: Int)
    switch message.operation {
    case .modbus(let transfer):
      let server = transfer.kind == .request ? message.destination : message.source
      guard let map = maps[server], let table = transfer.function.table,
        let range = map.entries(table, from: Int(transfer.address), count: Int(transfer.count))
      else { return [] }
      found = (map.entries(table)[range], Int(transfer.address))
    case .mqtt(let transfer) where transfer.packet == .publish:
      if transfer.topic.hasPrefix(commandTopics) {
        guard let signal = signal(String(transfer.topic.dropFirst(commandTopics.count))),
          let place = maps[owners[signal]]?.place(of: signal)
        else { return [] }
        return [(place.entry, 0)]
      }
      guard blocks.indices.contains(message.block), let map = maps[blocks[message.block].server] else { return [] }
      let block = blocks[message.block]
      found = (map.entries(block.table)[block.entries], block.address)
    default: return []
    }
    return found.entries.map { ($0, $0.address - found.address) }
  }

  /// The value of a tag in a message; `nil` when it carries none.
  public func value(of signal: Int, in message: NetworkMessage) -> Double? {
    guard let found = contents(of: message).first(where: { $0.entry.signal == signal }),
      found.place + found.entry.encoding.width <= message.registers.count
    else { return nil }
    return found.entry.encoding.value(in: message.registers, at: found.place)
  }

  /// Changes the value of a tag in a message; false when it carries none.
  @discardableResult
  public func setValue(of signal: Int, in message: inout NetworkMessage, to value: Double) -> Bool {
    guard let found = contents(of: message).first(where: { $0.entry.signal == signal }) else { return false }
    let width = found.entry.encoding.width
    guard found.place + width <= message.registers.count else { return false }
    var registers: [UInt16] = []
    found.entry.encoding.append(value, to: &registers)
    message.registers.replaceSubrange(found.place..<found.place + width, with: registers)
    return true
  }
}
