internal import TwinModel

/// What one line of a message log says, as far as a sensor could know it.
struct MessageLogFields {
  /// Most tags, registers or values of a line.
  static let listLimit = 4096

  private var numbers = [Double?](repeating: nil, count: NumberKey.allCases.count)
  private var texts = [String?](repeating: nil, count: TextKey.allCases.count)
  private var tags: [String] = []
  private var registers: [UInt16] = []
  private var values: [Double] = []

  private enum NumberKey: String, CaseIterable {
    case delivered, dropped, sequence, function, transaction, unit, address, count, exception, id, sampled, status
    case value, port, size, key
    var place: Int { Self.places[self] ?? 0 }
    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
  }

  private enum TextKey: String, CaseIterable {
    case reason, source, destination, `protocol`, operation, direction, topic, path, authentication
    var place: Int { Self.places[self] ?? 0 }
    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
  }

  /// Whether a line was an object.
  enum Parsed {
    case read
    case failed(column: Int, expected: String)
  }

  private subscript(key: NumberKey) -> Double? { numbers[key.place] }
  private subscript(key: TextKey) -> String? { texts[key.place] }

  /// Reads a line; of a key that comes twice the last value counts.
  mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Parsed {
    for index in numbers.indices { numbers[index] = nil }
    for index in texts.indices { texts[index] = nil }
    tags.removeAll()
    registers.removeAll()
    values.removeAll()
    var cursor = JSONCursor(bytes)
    guard cursor.take("{") else { return .failed(column: cursor.position + 1, expected: "'{'") }
    if !cursor.take("}") {
      while true {
        guard let key = cursor.string(), cursor.take(":") else {
          return .failed(column: cursor.position + 1, expected: "a key and ':'")
        }
        guard read(key, &cursor) else {
          return .failed(column: cursor.position + 1, expected: "the value of '\(key.prefix(40))'")
        }
        if cursor.take("}") { break }
        guard cursor.take(",") else { return .failed(column: cursor.position + 1, expected: "',' or '}'") }
      }
    }
    cursor.skipSpace()
    guard cursor.isAtEnd else { return .failed(column: cursor.position + 1, expected: "the end of the line") }
    return .read
  }

  private mutating func read(_ key: String, _ cursor: inout JSONCursor) -> Bool {
    switch key {
    case "tags":
      tags.removeAll()
      var read: [String] = []
      let isList = cursor.array { cursor in
        guard read.count < Self.listLimit, let tag = cursor.string() else { return false }
        read.append(tag)
        return true
      }
      tags = read
      return isList
    case "registers":
      var read: [UInt16] = []
      let isList = cursor.array { cursor in
        guard read.count < Self.listLimit, let number = cursor.number(), (0...65_535).contains(number) else {
          return false
        }
        read.append(UInt16(number))
        return true
      }
      registers = read
      return isList
    case "values":
      var read: [Double] = []
      let isList = cursor.array { cursor in
        guard read.count < Self.listLimit, let number = cursor.number() else { return false }
        read.append(number)
        return true
      }
      values = read
      return isList
    default: break
    }
    if let number = NumberKey(rawValue: key) {
      guard let value = cursor.number() else { return false }
      numbers[number.place] = value
      return true
    }
    if let text = TextKey(rawValue: key) {
      guard let value = cursor.string() else { return false }
      texts[text.place] = value
      return true
    }
    return cursor.skipValue()
  }

  // MARK: - Meaning

  /// The message; `nil` when no sensor would have seen it.
  func observation(line: Int, start: SourceTime) throws(MessageLogError) -> MessageObservation? {
    guard let seconds = self[.delivered] ?? self[.dropped] else {
      return nil
    }
    if self[.delivered] == nil && self[.reason] != "overloaded" { return nil }
    guard let source = self[.source] else { throw .field(line: line, key: "source", expected: "a name") }
    guard let destination = self[.destination] else {
      throw .field(line: line, key: "destination", expected: "a name")
    }
    guard let protocolName = self[.protocol] else { throw .field(line: line, key: "protocol", expected: "a name") }
    guard let operation = self[.operation] else { throw .field(line: line, key: "operation", expected: "a word") }
    guard let time = Self.instant(seconds, start) else {
      throw .field(line: line, key: self[.delivered] == nil ? "dropped" : "delivered", expected: "seconds")
    }
    var observation = MessageObservation(
      time: time, from: source, to: destination, protocolName: protocolName, operation: operation)
    observation.direction = self[.direction] == "response" ? .response : .request
    observation.sequence = self[.sequence].flatMap { UInt32(exactly: $0) }
    observation.bytes = self[.size].flatMap { Int(exactly: $0) }.map { max(0, $0) } ?? 0
    observation.digest = MessageDigest.of(registers: registers)
    observation.tags = tags
    observation.values = values.count == tags.count ? values : []
    describeProof(&observation)
    if let function = self[.function].flatMap({ UInt16(exactly: $0) }) {
      describeModbus(&observation, function: function)
    } else if let topic = self[.topic] {
      observation.target = .path(topic)
      observation.sampled = self[.sampled].flatMap { Self.instant($0, start) }
      observation.isWrite = operation == "publish" && Self.isCommand(topic)
    } else if let path = self[.path] {
      describeHTTP(&observation, path: path)
    } else if let port = self[.port].flatMap({ UInt16(exactly: $0) }) {
      observation.target = .port(port)
    }
    if protocolName == "mqtt" {
      observation.code = Self.packets[operation] ?? 0
      observation.transaction = self[.id].flatMap { UInt32(exactly: $0) }
    }
    return observation
  }

  private func describeProof(_ observation: inout MessageObservation) {
    switch self[.authentication] {
    case "authenticated": observation.authentication = .proven
    case "failed": observation.authentication = .failed
    default: return
    }
    observation.identity = self[.key].flatMap { Int(exactly: $0) }.map { "key \($0)" }
  }

  private func describeModbus(_ observation: inout MessageObservation, function: UInt16) {
    observation.code = function
    observation.isWrite = observation.operation == "write"
    observation.transaction = self[.transaction].flatMap { UInt32(exactly: $0) }
    if let address = self[.address].flatMap({ UInt16(exactly: $0) }),
      let count = self[.count].flatMap({ UInt16(exactly: $0) })
    {
      let unit = self[.unit].flatMap { UInt8(exactly: $0) } ?? 0
      observation.target = .registers(unit: unit, address: address, count: count)
    }
    if let exception = self[.exception].flatMap({ UInt16(exactly: $0) }) { observation.outcome = .refused(exception) }
  }

  private func describeHTTP(_ observation: inout MessageObservation, path: String) {
    observation.target = .path(path)
    observation.isWrite = !["GET", "HEAD", "OPTIONS"].contains(observation.operation)
    if let status = self[.status], status >= 400, let code = UInt16(exactly: status) {
      observation.outcome = .refused(code)
    }
    guard let value = self[.value] else { return }
    observation.digest = MessageDigest.of(value: value)
    if let leaf = path.split(separator: "/").last, observation.protocolName != "federation" {
      observation.tags = [String(leaf)]
      observation.values = [value]
    }
  }

  private static let packets: [String: UInt16] = [
    "connect": 1, "connack": 2, "publish": 3, "puback": 4, "subscribe": 8, "suback": 9, "pingreq": 12, "pingresp": 13,
    "disconnect": 14,
  ]

  /// Whether a topic carries commands: one of its levels says so.
  static func isCommand(_ topic: String) -> Bool {
    topic.utf8.split(separator: UInt8(ascii: "/")).contains { level in
      commandLevels.contains { level.elementsEqual($0.utf8) }
    }
  }

  private static let commandLevels = ["command", "cmd", "NCMD", "DCMD", "set"]

  private static func instant(_ seconds: Double, _ start: SourceTime) -> SourceTime? {
    let nanoseconds = (seconds * 1e9).rounded()
    guard nanoseconds.magnitude < 9e18 else { return nil }
    return SourceTime(nanoseconds: start.nanoseconds &+ Int64(nanoseconds))
  }
}
