import NIOCore
import NIOPosix

/// The connection that this node keeps open to one member, for sending. Lives on one event loop.
///
/// It connects again whenever it is lost. Frames wait while there is no connection, up to the backlog's bound; then the
/// oldest are dropped, which the protocol tolerates: whatever still matters is sent again.
final class PeerLink {
  let peer: TransportPeer
  /// Frames dropped because the peer did not take them.
  private(set) var dropped = 0
  /// Whether the other end proved its key and the connection stands.
  private(set) var isConnected = false

  private let loop: any EventLoop
  private let security: MutualTLS
  private let limit: Int
  private var channel: (any Channel)?
  private var backlog = CircularBuffer<ByteBuffer>()
  private var backlogBytes = 0
  private var failures = 0
  private var openedAt: NIODeadline?
  private var isClosed = false
  private var hasWritten = false

  init(to peer: TransportPeer, on loop: any EventLoop, security: MutualTLS, backlog limit: Int) {
    self.peer = peer
    self.loop = loop
    self.security = security
    self.limit = limit
  }

  /// Queues a frame; it leaves with the next `flush`.
  func write(_ frame: ByteBuffer) {
    if isConnected, backlog.isEmpty, let channel, channel.isWritable {
      channel.write(frame, promise: nil)
      hasWritten = true
      return
    }
    backlog.append(frame)
    backlogBytes += frame.readableBytes
    while backlogBytes > limit, let oldest = backlog.popFirst() {
      backlogBytes -= oldest.readableBytes
      dropped += 1
    }
  }

  /// Sends what was written.
  func flush() {
    guard hasWritten else { return }
    hasWritten = false
    channel?.flush()
  }

  /// Opens the connection, and again after each failure: after 10 ms, 20 ms and so on up to 1 s.
  func connect() {
    guard !isClosed else { return }
    let bound = NIOLoopBound(self, eventLoop: loop)
    let security = security
    let key = peer.key
    ClientBootstrap(group: loop)
      .connectTimeout(.seconds(5))
      .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.writeBufferWaterMark, value: .init(low: 1 << 20, high: 4 << 20))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            security.clientHandler(expecting: key), PeerLinkHandler(link: bound.value),
          ])
        }
      }
      .connect(host: peer.host, port: peer.port)
      .whenComplete { result in
        let link = bound.value
        switch result {
        case .success(let channel):
          link.channel = channel
          if link.isClosed { channel.close(promise: nil) }
        case .failure: link.retry()
        }
      }
  }

  /// Ends the connection for good.
  func close() {
    isClosed = true
    channel?.close(promise: nil)
    channel = nil
  }

  func opened(_ channel: any Channel) {
    self.channel = channel
    isConnected = true
    openedAt = .now()
    drain()
  }

  func drain() {
    guard isConnected, let channel else { return }
    while channel.isWritable, let frame = backlog.popFirst() {
      backlogBytes -= frame.readableBytes
      channel.write(frame, promise: nil)
    }
    channel.flush()
  }

  func lost() {
    isConnected = false
    channel = nil
    // A peer that does not accept this key ends the connection right after its opening.
    if let openedAt, .now() - openedAt > .seconds(1) { failures = 0 }
    openedAt = nil
    retry()
  }

  private func retry() {
    guard !isClosed else { return }
    failures += 1
    let delay = min(1000, 10 << min(failures, 7))
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: .milliseconds(Int64(delay))) { bound.value.connect() }
  }
}
