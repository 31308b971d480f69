import TwinSimulation

/// A message of one number.
struct Number: SimulatedMessage {
  var value: UInt64
  var traceDigest: UInt64 { value }
  var byteCount: Int { 8 }
}

/// A node whose behaviour is given as closures; silent where none is given.
struct Probe: SimulatedNode {
  typealias Actions = NodeActions<Number, String>

  var onStart: (SimulatedDisk, SimulatedInstant, inout Actions) -> Void = { _, _, _ in }
  var onMessage: (UInt64, Int?, SimulatedInstant, inout Actions) -> Void = { _, _, _, _ in }
  var onTimer: (UInt64, SimulatedInstant, inout Actions) -> Void = { _, _, _ in }
  var onDisk: (DiskCompletion, inout Actions) -> Void = { _, _ in }

  mutating func start(disk: SimulatedDisk, at now: SimulatedInstant, actions: inout Actions) {
    onStart(disk, now, &actions)
  }

  mutating func receive(_ message: Number, from sender: Int?, at now: SimulatedInstant, actions: inout Actions) {
    onMessage(message.value, sender, now, &actions)
  }

  mutating func timerFired(_ timer: UInt64, at now: SimulatedInstant, actions: inout Actions) {
    onTimer(timer, now, &actions)
  }

  mutating func diskCompleted(_ completion: DiskCompletion, at now: SimulatedInstant, actions: inout Actions) {
    onDisk(completion, &actions)
  }
}

/// Keeps everything that was told and sent.
struct Recorder: WorldObserver {
  typealias Node = Probe

  var told: [String] = []
  var times: [Int64] = []
  var sent: [UInt64] = []
  var crashes = 0

  mutating func told(_ output: String, by node: Int, at now: SimulatedInstant) {
    told.append(output)
    times.append(now.nanoseconds)
  }

  mutating func sent(_ message: Number, from sender: Int, to receiver: Int, at now: SimulatedInstant) {
    sent.append(message.value)
  }

  mutating func crashed(_ node: Int, at now: SimulatedInstant) { crashes += 1 }
}

/// A world of probes that are all alike.
func probes(
  _ count: Int, seed: UInt64 = 1, link: LinkBehaviour = .calm, disk: DiskBehaviour = DiskBehaviour(),
  _ boot: @escaping (_ node: Int, _ life: Int) -> Probe
) -> World<Recorder> {
  World(seed: seed, nodeCount: count, link: link, disk: disk, observer: Recorder(), boot: boot)
}

extension SimulatedInstant {
  static func seconds(_ count: Int64) -> Self { Self(nanoseconds: .seconds(count)) }
}
