internal import TwinModel
internal import TwinTestbeds

/// The files in which a run's messages are kept, as far as they were asked for.
struct MessageFiles: ~Copyable {
  private var lines: OutputFile?
  private var packets: OutputFile?
  private var log: MessageLog?
  private var capture: PacketCapture?

  /// - Parameter messages: path for JSON lines.
  /// - Parameter capture: path for a packet capture.
  /// - Parameter plan: of the network that is listened to; there are no messages without.
  init(messages: String?, capture path: String?, of plan: CommunicationPlan?) throws(Failure) {
    if let messages { lines = try OutputFile(path: messages, isCompressible: true) } else { lines = nil }
    if let path { packets = try OutputFile(path: path, isCompressible: true) } else { packets = nil }
    log = messages == nil ? nil : plan.map(MessageLog.init)
    capture = path == nil ? nil : plan.map { PacketCapture(of: $0, start: Testbed.usualStart) }
    if capture != nil { try packets?.write(PacketCapture.fileHeader) }
  }

  /// Adds messages, in the order in which they were delivered or dropped.
  mutating func write(_ messages: [NetworkMessage]) throws(Failure) {
    if let log { try lines?.write(messages.flatMap { Array(log.line(for: $0).utf8) }) }
    if capture != nil {
      var bytes: [UInt8] = []
      for message in messages { bytes += capture?.packets(of: message) ?? [] }
      try packets?.write(bytes)
    }
  }

  /// Puts the files in place.
  consuming func commit() throws(Failure) {
    if let lines { try lines.commit() }
    if let packets { try packets.commit() }
  }
}
