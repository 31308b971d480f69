extension CommunicationNetwork {
  /// Lets messages travel until `end`.
  mutating func run(until end: Double) {
    while !attackers.isEmpty && emittedUntil < end {
      let stop = min(end, emittedUntil + 1)
      for index in attackers.indices {
        for injection in attackers[index].emit(from: emittedUntil, to: stop, in: plan) { inject(injection) }
      }
      emittedUntil = stop
      deliver(until: stop)
    }
    deliver(until: end)
  }

  private mutating func deliver(until end: Double) {
    while let occurrence = transport.next(until: end) {
      switch occurrence {
      case .delivered(let message): handle(message)
      case .intercepted(let message, let hop, let token): show(message, hop, token)
      }
    }
  }

  private mutating func show(_ original: NetworkMessage, _ hop: Int, _ token: Int) {
    var message = original
    var delay = 0.0
    var injections: [NetworkInjection] = []
    for index in tappers[hop] {
      switch attackers[index].intercept(&message, on: hop, at: transport.time, in: plan, sending: &injections) {
      case .pass: break
      case .delay(let seconds): delay += max(0, seconds)
      case .drop:
        transport.discard(token: token)
        injections.forEach { inject($0) }
        return
      }
    }
    if message != original && message.origin == .genuine { message.origin = .altered }
    transport.release(message, token: token, after: delay)
    injections.forEach { inject($0) }
  }

  private mutating func inject(_ injection: NetworkInjection) {
    let nodes = plan.topology.nodes.indices
    guard nodes.contains(injection.entry), nodes.contains(injection.message.destination),
      nodes.contains(injection.message.source), injection.time.isFinite
    else { return }
    var message = injection.message
    message.origin = .injected
    message.size = max(1, message.size)
    transport.send(message, from: injection.entry, at: injection.time)
  }
}
