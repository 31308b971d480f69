import Testing
import TwinModel

@testable import TwinConnectors

@Suite struct MessageLogReaderTests {
  private struct Pieces: ByteSource {
    var bytes: ArraySlice<UInt8>
    var piece: Int

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(piece, buffer.count, bytes.count)
      buffer.copyBytes(from: bytes.prefix(count))
      bytes = bytes.dropFirst(count)
      return count
    }
  }

  private static let start = SourceTime(nanoseconds: 1_000_000_000_000)

  private func read(_ text: String, piece: Int = 1 << 16) throws -> [MessageObservation] {
    var reader = MessageLogReader(Pieces(bytes: Array(text.utf8)[...], piece: piece), start: Self.start)
    var messages: [MessageObservation] = []
    while let message = try reader.next() { messages.append(message) }
    return messages
  }

  private static let modbus =
    #"{"number":7,"sent":1.5,"delivered":1.502,"source":"RTU1","destination":"PLC1","sequence":12,"protocol":"#
    + #""modbus-tcp","operation":"read","direction":"response","function":4,"transaction":9,"unit":1,"address":2,"#
    + #""count":3,"tags":["LIT101","FIT101"],"registers":[120,4,65535],"values":[1.2,null],"size":69,"#
    + #""authentication":"none","truth":"injected","entry":"EWS"}"#

  @Test func readsWhatASensorWouldSee() throws {
    let message = try #require(try read(Self.modbus + "\n").first)
    #expect(message.time == SourceTime(nanoseconds: 1_001_502_000_000))
    #expect(message.source == "RTU1" && message.destination == "PLC1")
    #expect(message.direction == .response && message.code == 4 && !message.isWrite)
    #expect(message.target == .registers(unit: 1, address: 2, count: 3))
    #expect(message.tags == ["LIT101", "FIT101"])
    #expect(message.values.count == 2 && message.values[0] == 1.2 && message.values[1].isNaN)
    #expect(message.digest == MessageDigest.of(registers: [120, 4, 65_535]))
    #expect(message.transaction == 9 && message.sequence == 12 && message.bytes == 69)
    #expect(message.identity == nil && message.authentication == .none)
  }

  @Test func whatOnlyAnAttackerKnowsMakesNoDifference() throws {
    let honest = Self.modbus.replacing(#","truth":"injected","entry":"EWS""#, with: "")
    #expect(honest != Self.modbus)
    let (one, other) = (try read(honest)[0], try read(Self.modbus)[0])
    #expect("\(one)" == "\(other)")
  }

  @Test(arguments: [
    (#""delivered":2"#, true), (#""dropped":2,"reason":"overloaded""#, true), (#""dropped":2,"reason":"lost""#, false),
    (#""dropped":2,"reason":"intercepted""#, false), (#""sent":1"#, false),
  ])
  func seesWhatReachesAPort(_ outcome: String, isSeen: Bool) throws {
    let line =
      "{\(outcome),\"source\":\"a\",\"destination\":\"b\",\"protocol\":\"udp\",\"operation\":\"datagram\",\"port\":502}"
    let messages = try read(line)
    #expect(messages.count == (isSeen ? 1 : 0))
    if isSeen { #expect(messages[0].target == .port(502)) }
  }

  @Test func readsPublicationsAndCalls() throws {
    let publication =
      #"{"delivered":5,"source":"GW","destination":"B","sequence":1,"protocol":"mqtt","operation":"publish","#
      + #""direction":"request","topic":"plant/command/P101","qos":1,"id":77,"sampled":4.25,"tags":["P101"],"#
      + #""registers":[1],"values":[1.0],"size":90,"authentication":"failed","key":3}"#
    let call =
      #"{"delivered":6,"source":"HMI","destination":"T","sequence":2,"protocol":"http","operation":"PUT","#
      + #""direction":"response","path":"/v1/commands/P101","status":401,"value":2.5,"size":90,"authentication":"authenticated","key":9}"#
    let messages = try read(publication + "\r\n\n" + call)
    #expect(messages.count == 2)
    #expect(messages[0].isWrite && messages[0].code == 3 && messages[0].transaction == 77)
    #expect(messages[0].sampled == SourceTime(nanoseconds: 1_004_250_000_000))
    #expect(messages[0].authentication == .failed && messages[0].identity == "key 3")
    #expect(messages[1].outcome == .refused(401) && messages[1].isWrite)
    #expect(messages[1].tags == ["P101"] && messages[1].values == [2.5])
  }

  @Test(arguments: [1, 2, 7, 64, 1000])
  func howBytesAreCutMakesNoDifference(piece: Int) throws {
    let text = (0..<20).map { _ in Self.modbus }.joined(separator: "\n") + "\n"
    #expect("\(try read(text, piece: piece))" == "\(try read(text))")
  }

  @Test(arguments: [
    ("[1]", MessageLogError.syntax(line: 1, column: 1, expected: "'{'")),
    ("\n{\"source\" 1}", .syntax(line: 2, column: 11, expected: "a key and ':'")),
    ("{\"size\":\"x\"}", .syntax(line: 1, column: 9, expected: "the value of 'size'")),
    ("{\"registers\":[70000]}", .syntax(line: 1, column: 20, expected: "the value of 'registers'")),
    ("{\"delivered\":1}", .field(line: 1, key: "source", expected: "a name")),
    ("{} {}", .syntax(line: 1, column: 4, expected: "the end of the line")),
    (
      "{\"delivered\":1e300,\"source\":\"a\",\"destination\":\"b\",\"protocol\":\"udp\",\"operation\":\"x\"}",
      .field(line: 1, key: "delivered", expected: "seconds")
    ),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ error: MessageLogError) {
    #expect(throws: error) { try read(text) }
    #expect(error.description.hasPrefix("line \(text.hasPrefix("\n") ? 2 : 1)"))
  }

  @Test func longLinesAndDeepNestingAreRefused() {
    let long = "{\"x\":\"" + String(repeating: "a", count: MessageLogReader.lineLimit + 10)
    #expect(throws: MessageLogError.longLine(line: 1, limit: MessageLogReader.lineLimit)) { try read(long) }
    let deep = "{\"x\":" + String(repeating: "[", count: 100_000) + "}"
    #expect { try read(deep) } throws: { error in
      if case .syntax(line: 1, _, expected: "the value of 'x'")? = error as? MessageLogError { true } else { false }
    }
  }

  @Test(arguments: [
    (#""a\n\u00e9\ud83d\ude00\/""#, "a\né😀/"), (#""\ud800""#, nil), (#""\x""#, nil), ("\"abc", nil),
    ("\"a\u{1}\"", nil),
  ])
  func readsStrings(_ text: String, _ expected: String?) {
    let found = Array(text.utf8).withUnsafeBufferPointer { bytes in
      var cursor = JSONCursor(bytes)
      return cursor.string()
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("12", 12.0), ("-0.5", -0.5), ("1e3", 1000), ("150000000000000000000", 1.5e20), ("1-2", nil),
    ("", nil), ("-", nil), ("1.2.3", nil),
  ])
  func readsNumbers(_ text: String, _ expected: Double?) {
    let found = Array(text.utf8).withUnsafeBufferPointer { bytes in
      var cursor = JSONCursor(bytes)
      return cursor.number()
    }
    #expect(found == expected)
  }
}
