extension CommunicationNetwork {
  /// Sends a message of a node's own, with its next sequence number.
  mutating func send(_ message: NetworkMessage) {
    var message = message
    message.sequence = sequences[message.source]
    sequences[message.source] &+= 1
    transport.send(message)
  }

  /// Sends the requests of a phase whose turn it is.
  mutating func poll(_ phase: CommunicationPlan.Phase, at time: Double) {
    for (index, poll) in plan.polls.enumerated() where poll.phase == phase && time >= due[index] - 1e-6 {
      due[index] = time + poll.period
      transactions[poll.client] &+= 1
      pending[index] = transactions[poll.client]
      var request = plan.modbusRequest(
        from: poll.client, to: poll.server, poll.table.reading, address: poll.address, count: poll.count,
        transaction: transactions[poll.client])
      request.poll = Int32(truncatingIfNeeded: index)
      send(request)
    }
  }

  /// Sends all PLCs' commands to their devices.
  mutating func sendWrites() {
    for write in plan.writes {
      guard let map = plan.maps[write.server], let function = write.table.writing(write.count) else { continue }
      var registers: [UInt16] = []
      registers.reserveCapacity(write.count)
      var stamp = Double.infinity
      for (entry, point) in zip(map.entries(write.table)[write.entries], write.points) {
        entry.encoding.append(values[point], to: &registers)
        stamp = min(stamp, stamps[point])
      }
      transactions[write.client] &+= 1
      var request = plan.modbusRequest(
        from: write.client, to: write.server, function, address: write.address, count: write.count,
        registers: registers, transaction: transactions[write.client])
      request.sampled = stamp
      send(request)
    }
  }

  /// Deals with a message at its destination.
  mutating func handle(_ message: NetworkMessage) {
    switch message.operation {
    case .modbus(let transfer):
      if transfer.kind == .request { serve(message, transfer) } else { accept(message, transfer) }
    case .mqtt(let transfer): handle(message, transfer)
    case .http(let transfer): handle(message, transfer)
    case .datagram: break
    }
  }

  // MARK: - Server

  private mutating func serve(_ request: NetworkMessage, _ transfer: ModbusTransfer) {
    guard let map = plan.maps[request.destination] else { return }
    guard let table = transfer.function.table else { return answer(request, transfer, .exception(1)) }
    let count = Int(transfer.count)
    guard count >= 1, count <= transfer.function.limit else { return answer(request, transfer, .exception(3)) }
    guard let range = map.entries(table, from: Int(transfer.address), count: count) else {
      return answer(request, transfer, .exception(2))
    }
    if transfer.function.isWrite {
      guard request.registers.count == count else { return answer(request, transfer, .exception(3)) }
      write(request, map.entries(table)[range], Int(transfer.address))
      answer(request, transfer, .response)
    } else {
      read(request, transfer, table, map.entries(table)[range])
    }
  }

  private mutating func read(
    _ request: NetworkMessage, _ transfer: ModbusTransfer, _ table: RegisterTable,
    _ entries: ArraySlice<RegisterMap.Entry>
  ) {
    let server = request.destination
    // PLCs tell each other what they know, and supervision what they are made to say.
    let lies =
      isLying && plan.topology.nodes[request.source].role != .plc
      && plan.topology.nodes[server].role == .plc
    var registers: [UInt16] = []
    registers.reserveCapacity(Int(transfer.count))
    var (oldest, newest) = (Double.infinity, -Double.infinity)
    for entry in entries {
      var value = values[entry.point]
      if lies, let lie = self.lies[entry.signal] { value = lie }
      // A bit cannot say that it has no value.
      if table.isBits && value.isNaN { return answer(request, transfer, .exception(4)) }
      entry.encoding.append(value, to: &registers)
      oldest = min(oldest, stamps[entry.point])
      newest = max(newest, stamps[entry.point])
    }
    answer(
      request, transfer, .response, registers: registers, sampled: oldest,
      stamps: newest > oldest ? entries.map { stamps[$0.point] } : [])
  }

  private mutating func write(_ request: NetworkMessage, _ entries: ArraySlice<RegisterMap.Entry>, _ address: Int) {
    let isOwner = plan.topology.nodes[request.destination].role == .plc
    for entry in entries {
      let value = entry.encoding.value(in: request.registers, at: entry.address - address)
      values[entry.point] = value
      stamps[entry.point] = request.sampled
      if isOwner { manualUntil[entry.signal] = transport.time + Self.manualHold }
      if entry.point == plan.devicePoints[entry.signal] && transport.time > actuationTime {
        lateCommands.append(LateCommand(signal: entry.signal, time: transport.time, value: value))
      }
    }
  }

  private mutating func answer(
    _ request: NetworkMessage, _ transfer: ModbusTransfer, _ kind: ModbusTransfer.Kind, registers: [UInt16] = [],
    sampled: Double = 0, stamps: [Double] = []
  ) {
    var response = transfer
    response.kind = kind
    var message = NetworkMessage(
      from: request.destination, to: request.source, .modbus(response),
      registers: kind == .response && transfer.function.isWrite && transfer.count == 1 ? request.registers : registers,
      size: CommunicationPlan.headerBytes + response.length, sampled: sampled)
    message.poll = request.poll
    message.stamps = stamps
    send(message)
  }

  // MARK: - Client

  /// Takes an answer, if it was waited for.
  private mutating func accept(_ message: NetworkMessage, _ transfer: ModbusTransfer) {
    guard let index = awaited(message, transfer) else { return }
    let poll = plan.polls[index]
    guard transfer.kind == .response, transfer.function == poll.table.reading, message.registers.count == poll.count,
      let map = plan.maps[poll.server]
    else { return }
    pending[index] = nil
    let entries = map.entries(poll.table)[poll.entries]
    for (place, (entry, point)) in zip(entries, poll.points).enumerated() {
      values[point] = entry.encoding.value(in: message.registers, at: entry.address - poll.address)
      stamps[point] = message.stamp(ofValue: place)
    }
    if poll.block >= 0 { publish(message, block: poll.block) }
  }

  private func awaited(_ message: NetworkMessage, _ transfer: ModbusTransfer) -> Int? {
    func fits(_ index: Int) -> Bool {
      pending[index] == transfer.transaction && plan.polls[index].client == message.destination
        && plan.polls[index].server == message.source
    }
    let hint = Int(message.poll)
    return plan.polls.indices.contains(hint) && fits(hint) ? hint : plan.polls.indices.first(where: fits)
  }
}
