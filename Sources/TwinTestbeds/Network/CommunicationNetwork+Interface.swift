import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

extension CommunicationNetwork {
  /// Operators read a tag now and then, and one time in ten command what the plant does already: a keystroke that
  /// confirms. Draws three numbers a call.
  mutating func callInterface(at time: Double) {
    while time >= nextCall {
      nextCall += -Self.operatorInterval * log(1 - random.uniform())
      let (kind, choice) = (random.uniform(), random.uniform())
      let actuators = plan.signals.count - plan.sensorCount
      var transfer: HTTPTransfer
      if kind < 0.1 && actuators > 0 {
        let signal = plan.sensorCount + Int(choice * Double(actuators))
        transfer = HTTPTransfer("PUT", "/v1/commands/\(plan.signals[signal].name)", value: twin.values[signal])
      } else {
        transfer = HTTPTransfer("GET", "/v1/tags/\(plan.signals[Int(choice * Double(plan.signals.count))].name)")
      }
      if transfer.value?.isNaN == true { transfer.value = nil }
      send(plan.http(from: plan.operatorClient, to: plan.twin, transfer))
    }
  }

  /// The plant's member of the federation sends what it learned in the last hour.
  mutating func reportToFederation(at time: Double) {
    guard time >= nextUpdate + Self.federationPeriod else { return }
    nextUpdate += Self.federationPeriod
    send(
      plan.http(
        from: plan.federationMember, to: plan.federationAggregator,
        HTTPTransfer("POST", "/v1/federation/updates", bodyBytes: Self.federationBytes)))
  }

  /// Deals with a request at its destination; answers need nothing done.
  mutating func handle(_ message: NetworkMessage, _ transfer: HTTPTransfer) {
    guard transfer.status == nil else { return }
    let answer: HTTPTransfer
    if message.destination == plan.twin {
      answer = isAuthenticated(message) ? answered(transfer) : transfer.response(401)
    } else if message.destination == plan.federationAggregator {
      let isUpdate = transfer.method == "POST" && transfer.isFederation
      answer = transfer.response(isAuthenticated(message) ? (isUpdate ? 202 : 404) : 401)
    } else {
      return
    }
    send(plan.http(from: message.destination, to: message.source, answer))
  }

  private func isAuthenticated(_ message: NetworkMessage) -> Bool {
    guard case .authenticated(let key) = message.authentication else { return false }
    return plan.topology.nodes.indices.contains { plan.key(of: $0) == key }
  }

  /// What the twin says to a request, and does about it.
  private mutating func answered(_ request: HTTPTransfer) -> HTTPTransfer {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[1] == "v1", let signal = plan.signal(String(parts[3])) else {
      return request.response(404)
    }
    switch (request.method, parts[2]) {
    case ("GET", "tags"): return request.response(200, value: twin.values[signal])
    case ("PUT", "commands") where signal >= plan.sensorCount:
      guard let value = request.value, value.isFinite else { return request.response(422) }
      if value != twin.values[signal] { command(signal, value) }
      return request.response(202)
    case (_, "tags"), (_, "commands"): return request.response(405)
    default: return request.response(404)
    }
  }

  /// The twin asks the gateways for a command that the plant does not follow yet.
  private mutating func command(_ signal: Int, _ value: Double) {
    guard let session = plan.sessionNodes.firstIndex(of: plan.twin), sessions[session].isConnected,
      let place = plan.maps[plan.owners[signal]]?.place(of: signal)
    else { return }
    var registers: [UInt16] = []
    place.entry.encoding.append(value, to: &registers)
    let transfer = MQTTTransfer(
      .publish, topic: plan.commandTopics + plan.signals[signal].name, quality: 1,
      identifier: sessions[session].takeIdentifier())
    send(
      plan.mqtt(from: plan.twin, to: plan.broker, transfer, registers: registers, sampled: transport.time))
  }
}
