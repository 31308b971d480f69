import Foundation
import TwinDetection
import TwinModel
import TwinTestbeds

/// What a message costs, and how much memory a flood takes.
enum Speed {
  private static let clock = ContinuousClock()

  static func measure(_ plant: Testbed, seed: UInt64, _ baseline: MessageBaseline) throws {
    var stream = try Stream(plant, seed: seed, hours: plant.scanPeriod > 10 ? 24 : 0.5)
    var messages: [MessageObservation] = []
    while messages.count < 400_000, let more = stream.next() { messages += more }
    for round in 1...3 {
      var monitor = MessageMonitor(baseline: baseline)
      var told = 0
      let time = clock.measure { for message in messages { told += monitor.observe(message).count } }
      say(
        "\(plant.name), round \(round): \(messages.count) messages, \(told) pieces of evidence, "
          + "\(rounded(microseconds(time) / Double(messages.count))) µs a message")
    }
    var last = messages[messages.count - 1]
    var monitor = MessageMonitor(baseline: baseline)
    let quiet = MessageObservation(
      time: last.time, from: last.source, to: last.destination, protocolName: "mqtt", operation: "pingreq", code: 12)
    let time = clock.measure {
      for count in 0..<1_000_000 {
        last = quiet
        last.time.nanoseconds += Int64(count) * 60_000_000_000
        _ = monitor.observe(last)
      }
    }
    say("  a sign of life: \(rounded(microseconds(time) / 1e6)) µs")
  }

  /// A hundred thousand messages a second for a minute, each from an address of its own to one of its own.
  static func flood(_ baseline: MessageBaseline) {
    var monitor = MessageMonitor(baseline: baseline)
    let before = residentMegabytes()
    var told = 0
    let count = 6_000_000
    let time = clock.measure {
      for index in 0..<count {
        let mixed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
        let message = MessageObservation(
          time: SourceTime(nanoseconds: Int64(index) * 10_000),
          from: "10.\(mixed >> 40 & 0xFF).\(mixed >> 48 & 0xFF).\(index)",
          to: "192.168.\(mixed >> 32 & 0xFF).\(mixed >> 24 & 0xFF)", protocolName: "udp", operation: "datagram",
          target: .port(UInt16(truncatingIfNeeded: mixed >> 8)), bytes: 120)
        told += monitor.observe(message).count
      }
    }
    say(
      "flood: \(count) messages of random addresses, \(told) pieces of evidence, \(monitor.crowded) without room, "
        + "\(rounded(microseconds(time) / Double(count))) µs a message, memory \(rounded(before)) → \(rounded(residentMegabytes())) MB"
    )
  }

  private static func microseconds(_ duration: Duration) -> Double { duration / .microseconds(1) }

  private static func residentMegabytes() -> Double {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    return pages * 4096 / 1e6
  }
}
