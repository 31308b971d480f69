import TwinModel

extension World {
  /// Does what the node asked for, effect by effect, unless it crashes on the way.
  mutating func perform(for node: Int) {
    guard !actions.all.isEmpty else { return }
    for index in actions.all.indices {
      guard perform(actions.all[index], for: node) else { break }
    }
    actions.removeAll()
  }

  /// Does one action; false when the node crashed.
  private mutating func perform(_ action: Node.Actions.Action, for node: Int) -> Bool {
    switch action {
    case .broadcast(let message):
      return send(message, from: node, to: nodes.indices.lazy.filter { $0 != node })
    case .multicast(let message, let receivers):
      return send(message, from: node, to: receivers)
    case .send(let message, let receiver):
      return send(message, from: node, to: CollectionOfOne(receiver))
    case .setTimer(let timer, let span):
      guard survivesNextEffect(node) else { return false }
      queue.schedule(.timer, at: (now + clocks[node].trueSpan(of: span)).nanoseconds, node: node, payload: stamp())
      timers.set(timer, of: node, stamp: nextStamp)
    case .cancelTimer(let timer):
      guard survivesNextEffect(node) else { return false }
      timers.cancel(timer, of: node)
    case .disk(let operation, let token):
      guard survivesNextEffect(node) else { return false }
      let stamp = stamp()
      let end = disks[node].submit(operation, token: token, stamp: stamp, at: now.nanoseconds, using: &diskRandom)
      queue.schedule(.disk, at: end, node: node, payload: stamp)
    case .output(let output):
      guard survivesNextEffect(node) else { return false }
      observer.told(output, by: node, at: now)
    }
    return true
  }

  private mutating func stamp() -> UInt32 {
    nextStamp &+= 1
    return nextStamp
  }

  /// Counts an effect, and crashes the node instead where a crash point stands.
  private mutating func survivesNextEffect(_ node: Int) -> Bool {
    let effect = effectCounts[node]
    effectCounts[node] += 1
    guard let next = crashPoints[node].first, next.effect <= effect else { return true }
    crashPoints[node].removeFirst()
    crash(node, restartAfter: next.restartAfter)
    return false
  }

  /// Sends a message to some nodes, one effect each; false when the sender crashed on the way.
  private mutating func send(
    _ message: Node.Message, from sender: Int, to receivers: some Collection<Int>
  ) -> Bool {
    let place = messages.put(message, digest: message.traceDigest)
    defer { messages.settle(place) }
    for receiver in receivers where nodes.indices.contains(receiver) {
      guard survivesNextEffect(sender) else { return false }
      observer.sent(message, from: sender, to: receiver, at: now)
      let arrivals = network.arrivals(
        from: sender, to: receiver, byteCount: message.byteCount, at: now.nanoseconds, using: &networkRandom)
      for time in [arrivals.first, arrivals.second] {
        guard let time else { continue }
        messages.addArrival(place)
        queue.schedule(.delivery, at: time, node: receiver, peer: UInt16(sender), payload: place)
      }
    }
    return true
  }
}
