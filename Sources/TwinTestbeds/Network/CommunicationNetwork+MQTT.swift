import TwinModel

extension CommunicationNetwork {
  /// Clients open their sessions with the broker, and give signs of life.
  mutating func keepSessions(at time: Double) {
    for (index, node) in plan.sessionNodes.enumerated() where time >= sessions[index].nextSign - 1e-6 {
      sessions[index].nextSign = time + BrokerSession.keepAlive
      if sessions[index].isConnected && !sessions[index].awaitsAnswer {
        sessions[index].awaitsAnswer = true
        send(plan.mqtt(from: node, to: plan.broker, MQTTTransfer(.pingreq)))
      } else {
        sessions[index].isConnected = false
        sessions[index].awaitsAnswer = false
        send(plan.mqtt(from: node, to: plan.broker, MQTTTransfer(.connect)))
      }
    }
  }

  /// A gateway publishes what a PLC answered, register by register.
  mutating func publish(_ answer: NetworkMessage, block index: Int) {
    let block = plan.blocks[index]
    guard let session = plan.sessionNodes.firstIndex(of: block.gateway), sessions[session].isConnected else { return }
    let transfer = MQTTTransfer(
      .publish, topic: block.topic, quality: 1, identifier: sessions[session].takeIdentifier())
    var publication = plan.mqtt(
      from: block.gateway, to: plan.broker, transfer, registers: answer.registers, block: index,
      sampled: answer.sampled)
    publication.stamps = answer.stamps
    send(publication)
  }

  /// Deals with a control packet at its destination; one that is not signed by its source is nobody's.
  mutating func handle(_ message: NetworkMessage, _ transfer: MQTTTransfer) {
    guard case .authenticated(let key) = message.authentication, key == plan.key(of: message.source) else { return }
    if message.destination == plan.broker {
      serve(message, transfer)
    } else if let index = plan.sessionNodes.firstIndex(of: message.destination), message.source == plan.broker {
      accept(message, transfer, session: index)
    }
  }

  // MARK: - Broker

  private mutating func serve(_ message: NetworkMessage, _ transfer: MQTTTransfer) {
    let client = message.source
    let session = plan.sessionNodes.firstIndex(of: client)
    switch transfer.packet {
    case .connect:
      if let session { sessions[session].isSubscribed = false }
      reply(to: client, MQTTTransfer(.connack))
    case .subscribe:
      if let session { sessions[session].isSubscribed = true }
      reply(to: client, MQTTTransfer(.suback, quality: transfer.quality, identifier: transfer.identifier))
    case .pingreq: reply(to: client, MQTTTransfer(.pingresp))
    case .publish:
      if transfer.quality > 0 { reply(to: client, MQTTTransfer(.puback, identifier: transfer.identifier)) }
      distribute(message, transfer)
    default: break
    }
  }

  /// Commands go to the gateways, everything else to historian (quality of service 1) and twin (0).
  private mutating func distribute(_ message: NetworkMessage, _ transfer: MQTTTransfer) {
    let isCommand = transfer.topic.hasPrefix(plan.commandTopics)
    for (index, node) in plan.sessionNodes.enumerated() where sessions[index].isSubscribed {
      let isGateway = plan.topology.nodes[node].role == .gateway
      guard isGateway == isCommand else { continue }
      let quality: UInt8 = node == plan.twin ? 0 : 1
      if quality > 0 { brokerIdentifier = brokerIdentifier == .max ? 1 : brokerIdentifier + 1 }
      let copy = MQTTTransfer(
        .publish, topic: transfer.topic, quality: quality, identifier: quality > 0 ? brokerIdentifier : 0)
      var publication = plan.mqtt(
        from: plan.broker, to: node, copy, registers: message.registers, block: message.block,
        sampled: message.sampled)
      publication.stamps = message.stamps
      send(publication)
    }
  }

  private mutating func reply(to client: Int, _ transfer: MQTTTransfer) {
    send(plan.mqtt(from: plan.broker, to: client, transfer))
  }

  // MARK: - Clients

  private mutating func accept(_ message: NetworkMessage, _ transfer: MQTTTransfer, session index: Int) {
    let node = message.destination
    switch transfer.packet {
    case .connack:
      sessions[index].isConnected = true
      let isGateway = plan.topology.nodes[node].role == .gateway
      let filter = isGateway ? plan.commandTopics + "#" : plan.blockTopics
      send(
        plan.mqtt(
          from: node, to: plan.broker,
          MQTTTransfer(
            .subscribe, topic: filter, quality: node == plan.twin ? 0 : 1,
            identifier: sessions[index].takeIdentifier())))
    case .pingresp: sessions[index].awaitsAnswer = false
    case .publish:
      if transfer.quality > 0 {
        send(plan.mqtt(from: node, to: plan.broker, MQTTTransfer(.puback, identifier: transfer.identifier)))
      }
      if node == plan.historian {
        adopt(message, into: \.historian)
      } else if node == plan.twin {
        adopt(message, into: \.twin)
      } else {
        command(message, transfer, gateway: node)
      }
    default: break
    }
  }

  private mutating func adopt(
    _ message: NetworkMessage, into image: WritableKeyPath<CommunicationNetwork, SubscriberImage>
  ) {
    guard plan.blocks.indices.contains(message.block) else { return }
    let block = plan.blocks[message.block]
    guard message.registers.count == block.count, let map = plan.maps[block.server] else { return }
    for (place, entry) in map.entries(block.table)[block.entries].enumerated() {
      self[keyPath: image].values[entry.signal] = entry.encoding.value(
        in: message.registers, at: entry.address - block.address)
      self[keyPath: image].stamps[entry.signal] = message.stamp(ofValue: place)
    }
  }

  /// A gateway hands a command from above to the PLC in charge.
  private mutating func command(_ message: NetworkMessage, _ transfer: MQTTTransfer, gateway: Int) {
    guard transfer.topic.hasPrefix(plan.commandTopics),
      let signal = plan.signal(String(transfer.topic.dropFirst(plan.commandTopics.count))),
      plan.gateways[signal] == gateway, let place = plan.maps[plan.owners[signal]]?.place(of: signal),
      message.registers.count == place.entry.encoding.width
    else { return }
    let value = place.entry.encoding.value(in: message.registers, at: 0)
    guard var request = plan.modbusWrite(from: gateway, to: plan.owners[signal], signal: signal, value: value) else {
      return
    }
    request.sampled = message.sampled
    send(request)
  }
}
