import Testing
import TwinConnectors
import TwinModel
import TwinTestbeds

@Suite struct MessageSensorTests {
  private struct Text: ByteSource {
    var bytes: ArraySlice<UInt8>

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(buffer.count, bytes.count)
      buffer.copyBytes(from: bytes.prefix(count))
      bytes = bytes.dropFirst(count)
      return count
    }
  }

  private static func messages(of testbed: Testbed, hours: Double, attackers: [any NetworkAttack] = []) throws
    -> [NetworkMessage]
  {
    var options = Testbed.Options(seed: 3, hours: hours)
    options.network = testbed.network(seed: 3, attackers: attackers, isLogging: true)
    var run = try testbed.run(options)
    var messages: [NetworkMessage] = []
    while run.advance() {
      messages += run.takeMessages()
      _ = run.takeRows()
    }
    return messages
  }

  @Test(arguments: [("city", 6.0), ("water-cell", 0.2)])
  func theLogSaysWhatTheSensorSees(_ name: String, hours: Double) throws {
    let testbed = try Testbed.named(name)
    let attack = try MessageScenario(
      on: testbed, type: .unauthorisedCommand, variant: 2, level: .naive, seed: 5, start: hours * 1800, duration: 60
    ).attack
    let messages = try Self.messages(of: testbed, hours: hours, attackers: [attack])
    var sensor = MessageSensor(of: testbed.communication)
    let log = MessageLog(of: testbed.communication)
    let text = messages.map { log.line(for: $0) }.joined()
    var reader = MessageLogReader(Text(bytes: Array(text.utf8)[...]), start: Testbed.usualStart)
    var seen = 0
    for message in messages {
      guard let observation = sensor.observation(of: message) else { continue }
      seen += 1
      let read = try reader.next()
      #expect("\(observation)" == read.map { "\($0)" })
      if "\(observation)" != read.map({ "\($0)" }) { break }
    }
    let rest = try reader.next()
    #expect(rest == nil)
    #expect(seen > 1000)
  }

  @Test func whoSentItMakesNoDifference() throws {
    let testbed = try Testbed.named("city")
    let attack = try MessageScenario(
      on: testbed, type: .unauthorisedCommand, variant: 2, level: .insideLimits, seed: 5, start: 1800, duration: 900
    ).attack
    let messages = try Self.messages(of: testbed, hours: 1, attackers: [attack])
    let forged = messages.filter { $0.origin == .injected }
    #expect(!forged.isEmpty)
    var sensor = MessageSensor(of: testbed.communication)
    for message in forged {
      let observation = sensor.observation(of: message)
      let seen = try #require(observation)
      #expect(seen.source == testbed.communication.topology.nodes[message.source].id)
      #expect(message.entry != message.source)
    }
  }
}
