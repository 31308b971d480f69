import TwinModel

/// A small network in normal operation, made from a seed: a PLC polls and writes a remote station every second, a gateway
/// polls the PLC every five and publishes, an operator reads now and then and seldom commands.
struct SimulatedConversations {
  private(set) var messages: [MessageObservation] = []
  private var random: SeededGenerator
  private var sequences: [String: UInt32] = [:]
  private var transactions: [String: UInt32] = [:]
  private var level = 2.0
  private var flow = 5.0
  private var speed = 50.0

  static let start = SourceTime(nanoseconds: 1_767_571_200_000_000_000)

  init(seed: UInt64, seconds: Int) {
    random = SeededGenerator(seed: seed, stream: 7)
    var nextRead = 60.0
    var nextCommand = 200.0
    for second in 0..<seconds {
      let time = Double(second)
      level += 0.02 * random.normal() - 0.01 * (level - 2)
      flow = 5 + 0.3 * random.normal()
      speed = min(60, max(40, speed + random.normal()))
      scan(at: time)
      if second % 5 == 0 { report(at: time + 0.4) }
      if time >= nextRead {
        nextRead = time + 1 + 240 * random.uniform()
        call(
          "GET", "/v1/tags/\(["level", "flow", "speed", "valve", "pump"][Int(random.uniform() * 5)])", at: time + 0.7)
      }
      if time >= nextCommand {
        nextCommand = time + 1 + 1200 * random.uniform()
        call("PUT", "/v1/commands/speed", value: speed, at: time + 0.8)
      }
    }
    messages.sort { $0.time < $1.time }
  }

  static func instant(_ seconds: Double) -> SourceTime {
    SourceTime(nanoseconds: start.nanoseconds + Int64((seconds * 1e9).rounded()))
  }

  static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private mutating func add(_ message: MessageObservation) {
    var message = message
    let conversation = message.source + message.destination
    sequences[conversation, default: 0] += 1
    message.sequence = sequences[conversation]
    messages.append(message)
  }

  private mutating func exchange(
    _ client: String, _ server: String, code: UInt16, address: UInt16, tags: [String], values: [Double], at time: Double
  ) {
    transactions[client, default: 0] += 1
    let isWrite = code == 16
    var digest = MessageDigest()
    for value in values { digest.add(value.bitPattern) }
    func message(_ direction: MessageObservation.Direction, at time: Double) -> MessageObservation {
      let carries = (direction == .request) == isWrite
      return MessageObservation(
        time: Self.instant(time), from: direction == .request ? client : server,
        to: direction == .request ? server : client, protocolName: "modbus-tcp", operation: isWrite ? "write" : "read",
        code: code, direction: direction, isWrite: isWrite,
        target: .registers(unit: 1, address: address, count: UInt16(tags.count)), tags: tags,
        values: carries ? values : [], digest: carries ? digest.value : 0, transaction: transactions[client], bytes: 80)
    }
    add(message(.request, at: time))
    add(message(.response, at: time + 0.002 + 0.0002 * random.uniform()))
  }

  private mutating func scan(at time: Double) {
    exchange(
      "PLC", "RTU", code: 4, address: 0, tags: ["level", "flow"], values: [Self.rounded(level), Self.rounded(flow)],
      at: time)
    exchange("PLC", "RTU", code: 16, address: 0, tags: ["speed"], values: [Self.rounded(speed)], at: time + 0.2)
  }

  private mutating func report(at time: Double) {
    let values = [Self.rounded(level), Self.rounded(flow), Self.rounded(speed)]
    exchange("GW", "PLC", code: 3, address: 0, tags: ["level", "flow", "speed"], values: values, at: time)
    var digest = MessageDigest()
    for value in values { digest.add(value.bitPattern) }
    add(
      MessageObservation(
        time: Self.instant(time + 0.01), from: "GW", to: "broker", protocolName: "mqtt", operation: "publish", code: 3,
        target: .path("plant/PLC/registers/0"), tags: ["level", "flow", "speed"], values: values, digest: digest.value,
        sampled: Self.instant(time - 0.4), identity: "key 3", authentication: .proven, bytes: 120))
  }

  private mutating func call(_ verb: String, _ path: String, value: Double? = nil, at time: Double) {
    func message(_ direction: MessageObservation.Direction, at time: Double) -> MessageObservation {
      MessageObservation(
        time: Self.instant(time), from: direction == .request ? "HMI" : "twin",
        to: direction == .request ? "twin" : "HMI", protocolName: "http", operation: verb, direction: direction,
        isWrite: verb == "PUT", target: .path(path), tags: value == nil ? [] : ["speed"],
        values: value.map { direction == .request ? [Self.rounded($0)] : [] } ?? [],
        identity: direction == .request ? "key 5" : "key 6", authentication: .proven, bytes: 200)
    }
    add(message(.request, at: time))
    add(message(.response, at: time + 0.003))
  }
}
