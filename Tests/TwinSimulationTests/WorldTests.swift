import Testing
import TwinModel
import TwinSimulation

/// Nodes that pass a number on for ever, write it down now and then, and start anew after a crash.
private func gossip(seed: UInt64, first: UInt64 = 7) -> World<Recorder> {
  let link = LinkBehaviour(
    delay: .exponential(least: .microseconds(100), mean: .microseconds(300)), lossPerMillion: 20_000,
    duplicationPerMillion: 30_000)
  var world = probes(5, seed: seed, link: link) { node, life in
    Probe(
      onStart: { disk, _, actions in
        actions.broadcast(Number(value: first + UInt64(node) + UInt64(disk.read("log")?.count ?? 0)))
        actions.setTimer(1, after: .milliseconds(5))
      },
      onMessage: { value, _, _, actions in
        if value % 3 == 0 { actions.disk(.append(path: "log", bytes: [UInt8(value & 255)]), token: value) }
        actions.send(Number(value: value &+ 1), to: Int(value % 5))
      },
      onTimer: { _, _, actions in
        actions.disk(.sync(path: "log"))
        actions.disk(.syncDirectory(path: ""))
        actions.broadcast(Number(value: UInt64(life)))
        actions.setTimer(1, after: .milliseconds(5))
      })
  }
  world.schedule(.partition([0, 0, 1, 1, 1]), after: .milliseconds(20))
  world.schedule(.crash(node: 2, restartAfter: .milliseconds(3)), after: .milliseconds(30))
  world.schedule(.heal, after: .milliseconds(40))
  world.schedule(CrashPoint(node: 4, effect: 50, restartAfter: .milliseconds(1)))
  world.run(until: .seconds(1), maximumEvents: 20_000)
  return world
}

@Suite struct `A world` {
  @Test func `one seed is one world, to the last event`() {
    let first = gossip(seed: 42)
    let second = gossip(seed: 42)
    #expect(first.trace == second.trace)
    #expect(first.eventCount == second.eventCount)
    #expect(first.observer.sent == second.observer.sent)
  }

  @Test func `the trace hash is the same in every process and on every machine`() {
    #expect(gossip(seed: 42).trace.value == 819_145_796_449_743_239)
  }

  @Test func `another seed and another message are other worlds`() {
    let base = gossip(seed: 42).trace
    #expect(gossip(seed: 43).trace != base)
    #expect(gossip(seed: 42, first: 8).trace != base)
  }

  @Test(arguments: 0...10) func `a crash point lets the effects before it happen and none after`(point: Int) {
    var world = probes(1) { _, life in
      Probe(onStart: { _, _, actions in
        guard life == 0 else { return }
        for effect in 0..<10 { actions.output("\(effect)") }
      })
    }
    world.schedule(CrashPoint(node: 0, effect: point, restartAfter: .milliseconds(1)))
    world.run(until: .seconds(1))
    #expect(world.observer.told == (0..<min(point, 10)).map(String.init))
    #expect(world.observer.crashes == (point < 10 ? 1 : 0))
    #expect(world.isUp(0))
  }

  @Test func `a crash in the middle of a broadcast reaches some and not the others`() {
    var world = probes(4) { node, life in
      Probe(
        onStart: { _, _, actions in if node == 0 && life == 0 { actions.broadcast(Number(value: 1)) } },
        onMessage: { _, _, _, actions in actions.output("\(node)") })
    }
    world.schedule(CrashPoint(node: 0, effect: 2, restartAfter: nil))
    world.run(until: .seconds(1))
    #expect(world.observer.told.sorted() == ["1", "2"])
    #expect(!world.isUp(0))
  }

  @Test func `a timer set anew fires once, a cancelled one never, and none survives a crash`() {
    var world = probes(3) { node, life in
      Probe(
        onStart: { _, _, actions in
          guard life == 0 else { return }
          actions.setTimer(1, after: .milliseconds(10))
          if node == 0 { actions.setTimer(1, after: .milliseconds(20)) }
          if node == 1 { actions.cancelTimer(1) }
        },
        onTimer: { _, _, actions in actions.output("\(node)") })
    }
    world.schedule(.crash(node: 2, restartAfter: .milliseconds(1)), after: .milliseconds(5))
    world.run(until: .seconds(1))
    #expect(world.observer.told == ["0"])
    #expect(world.observer.times == [.milliseconds(20)])
  }

  @Test func `a clock jumps and drifts for its node only, and its timers drift with it`() {
    var world = probes(2) { node, _ in
      Probe(
        onStart: { _, _, actions in actions.setTimer(9, after: .milliseconds(100)) },
        onTimer: { _, now, actions in
          actions.output("\(node) \(now.nanoseconds / 1_000_000)")
          actions.setTimer(9, after: .milliseconds(100))
        })
    }
    world.schedule(.clockJump(node: 1, by: -.seconds(60)), after: .milliseconds(50))
    world.schedule(.clockRate(node: 0, perMillion: 2_000_000), after: .milliseconds(50))
    world.run(until: SimulatedInstant(nanoseconds: .milliseconds(350)))
    #expect(world.observer.told.sorted() == ["0 150", "0 250", "0 350", "0 450", "0 550", "0 650", "1 -59700", "1 -59800", "1 -59900"])
  }

  @Test func `a message to a node that is down is lost, one that arrives after its restart is not`() {
    var world = probes(2, link: LinkBehaviour(delay: .constant(.milliseconds(10)))) { node, life in
      Probe(
        onStart: { _, _, actions in
          guard node == 0 else { return }
          actions.send(Number(value: 1), to: 1)
          actions.setTimer(1, after: .milliseconds(8))
        },
        onMessage: { value, sender, _, actions in actions.output("\(value) from \(sender ?? -1), life \(life)") },
        onTimer: { _, _, actions in actions.send(Number(value: 2), to: 1) })
    }
    world.schedule(.crash(node: 1, restartAfter: .milliseconds(10)), after: .milliseconds(5))
    world.run(until: .seconds(1))
    #expect(world.observer.told == ["2 from 0, life 1"])
  }

  @Test func `an event limit stops a world that never falls silent`() {
    var world = probes(1) { _, _ in
      Probe(
        onStart: { _, _, actions in actions.setTimer(0, after: 0) },
        onTimer: { _, _, actions in actions.setTimer(0, after: 0) })
    }
    let isDone = world.run(until: .seconds(1), maximumEvents: 1_000)
    #expect(!isDone)
    #expect(world.eventCount == 1_000)
    #expect(world.now == .zero)
  }
}
