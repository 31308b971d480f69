import Crypto
import Foundation
import Testing
import TwinModel

@testable import TwinDetection

@Suite struct MessageBaselineTests {
  @Test func survivesWritingAndReading() throws {
    let baseline = try #require(MessageMonitorTests.baseline)
    let bytes = baseline.encoded()
    let again = try MessageBaseline(decoding: bytes)
    #expect(again == baseline)
    #expect(again.encoded() == bytes)
    let messages = MessageMonitorTests.cases[11].change(MessageMonitorTests.fresh)
    var (first, second) = (MessageMonitor(baseline: baseline), MessageMonitor(baseline: again))
    for message in messages { #expect(first.observe(message) == second.observe(message)) }
  }

  @Test func knowsWhoSaysWhat() throws {
    let baseline = try #require(MessageMonitorTests.baseline)
    #expect(Set(baseline.names) == ["PLC", "RTU", "GW", "broker", "HMI", "twin"])
    let publication = try #require(baseline.flows.first { $0.code == 3 && $0.age != nil })
    #expect(publication.upstream.allSatisfy { $0 >= 0 })
    let station = try #require(baseline.flows.first { baseline.names[$0.source] == "RTU" && $0.code == 4 })
    #expect(station.upstream == [-1, -1])
    #expect(station.memory == 8192)
    #expect(baseline.report.falseAlarmsPerDay == TrainingOptions.defaultFalseAlarmsPerDay)
  }

  @Test func refusesDamage() throws {
    let bytes = try #require(MessageMonitorTests.baseline).encoded()
    #expect(throws: MessageBaselineError.notABaseline) { try MessageBaseline(decoding: []) }
    #expect(throws: MessageBaselineError.notABaseline) { try MessageBaseline(decoding: Array(bytes.dropFirst())) }
    for place in [8, 13, bytes.count / 2, bytes.count - 1] {
      var damaged = bytes
      damaged[place] ^= 1
      #expect(throws: MessageBaselineError.damaged) { try MessageBaseline(decoding: damaged) }
    }
    #expect(throws: MessageBaselineError.damaged) { try MessageBaseline(decoding: Array(bytes.dropLast(40))) }
    #expect(throws: MessageBaselineError.newerVersion(found: 2, supported: 1)) {
      try MessageBaseline(decoding: Self.sealed(bytes) { $0[8] = 2 })
    }
  }

  /// Content changed by somebody who can compute a digest.
  private static func sealed(_ bytes: [UInt8], _ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var content = Array(bytes.dropLast(32))
    change(&content)
    return content + SHA256.hash(data: content)
  }

  @Test(arguments: [
    (#""source":0"#, #""source":999"#), (#""destination":1"#, #""destination":-1"#), (#""tails":["#, #""tails":[7,"#),
    (#""memory":8192"#, #""memory":8191"#), (#""memory":8192"#, #""memory":1073741824"#),
    (#""upstream":[-1,-1]"#, #""upstream":[-1]"#), (#""upstream":[-1,-1]"#, #""upstream":[-1,500000]"#),
    (#""names":["PLC""#, #""names":["RTU""#), (#""tags":[0,1]"#, #""tags":[0,12345]"#),
    (#""low":"#, #""low":1e308,"lower":"#), (#""falseAlarmsPerDay":0"#, #""falseAlarmsPerDay":-0"#),
  ])
  func refusesContradictions(_ found: String, _ forged: String) throws {
    let bytes = try #require(MessageMonitorTests.baseline).encoded()
    let text = String(decoding: bytes[12..<(bytes.count - 32)], as: UTF8.self)
    let range = try #require(text.range(of: found))
    let changed = text.replacingCharacters(in: range, with: forged)
    let file = Self.sealed(bytes) { $0 = Array($0[..<12]) + Array(changed.utf8) }
    #expect { try MessageBaseline(decoding: file) } throws: { error in
      if case .inconsistent? = error as? MessageBaselineError { true } else { false }
    }
  }
}
