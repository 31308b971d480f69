import TwinModel

extension World {
  /// The node's own clock.
  func clock(of node: Int) -> SimulatedInstant { clocks[node].reading(at: now) }

  mutating func deliver(_ event: ScheduledEvent, to node: Int) {
    guard let (message, digest) = messages.take(event.payload) else { return }
    trace.feed(digest)
    let sender = event.peer == ScheduledEvent.outside ? nil : Int(event.peer)
    let now = clock(of: node)
    nodes[node]?.receive(message, from: sender, at: now, actions: &actions)
    perform(for: node)
  }

  mutating func fire(_ event: ScheduledEvent, of node: Int) {
    guard let timer = timers.fire(stamp: event.payload, of: node) else { return }
    trace.feed(timer)
    let now = clock(of: node)
    nodes[node]?.timerFired(timer, at: now, actions: &actions)
    perform(for: node)
  }

  mutating func complete(_ event: ScheduledEvent, of node: Int) {
    guard let completion = disks[node].complete(stamp: event.payload) else { return }
    trace.feed(completion.token)
    trace.feed(completion.failure == nil ? 0 : 1)
    let now = clock(of: node)
    nodes[node]?.diskCompleted(completion, at: now, actions: &actions)
    perform(for: node)
  }

  mutating func start(_ node: Int) {
    guard nodes[node] == nil else { return }
    observer.starting(node, disk: disks[node], at: now)
    var machine = boot(node, lives[node])
    lives[node] += 1
    machine.start(disk: disks[node], at: clock(of: node), actions: &actions)
    nodes[node] = machine
    perform(for: node)
  }

  mutating func crash(_ node: Int, restartAfter span: Int64?) {
    guard nodes[node] != nil else { return }
    nodes[node] = nil
    timers.cancelAll(of: node)
    disks[node].crash(using: &diskRandom)
    trace.feed(disks[node].usedBytes)
    observer.crashed(node, at: now)
    if let span { queue.schedule(.restart, at: now.nanoseconds + max(0, span), node: node, payload: 0) }
  }

  mutating func happen(_ fault: Fault) {
    switch fault {
    case .partition(let groups): network.partition(groups)
    case .cut(let sender, let receiver, let cut): network.setCut(from: sender, to: receiver, cut)
    case .heal: network.heal()
    case .network(let behaviour): network.setAllLinks(behaviour)
    case .link(let sender, let receiver, let behaviour): network.setLink(from: sender, to: receiver, behaviour)
    case .crash(let node, let span): crash(node, restartAfter: span)
    case .restart(let node): start(node)
    case .clockJump(let node, let span): clocks[node].jump(by: span)
    case .clockRate(let node, let rate): clocks[node].run(at: rate, from: now)
    case .diskCapacity(let node, let capacity): disks[node].behaviour.capacity = capacity
    case .diskSlowness(let node, let factor): disks[node].slowness = max(1, factor)
    case .failSyncs(let node, let count): disks[node].failingSyncs = count
    case .flip(let node, let path, let offset, let mask): disks[node].flip(path, at: offset, mask: mask)
    }
  }
}
