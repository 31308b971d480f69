public import Crypto
import NIOConcurrencyHelpers
public import NIOCore
import NIOPosix

/// Carries frames between the nodes of a ledger, and to them from clients: mutually authenticated, encrypted, bounded.
///
/// Everything happens on one event loop, and the object is used there alone. Each member keeps one connection to every
/// other for what it sends, so an answer may come before the question's connection is up.
public final class PeerTransport {
  /// The bounds that this transport keeps.
  public let limits: TransportLimits
  /// Called for every frame, with who sent it.
  public var onFrame: (ByteBuffer, InboundConnection) -> Void = { _, _ in }
  /// Called when a connection that proved its key ends.
  public var onEnd: (InboundConnection) -> Void = { _ in }

  private let loop: any EventLoop
  private let security: MutualTLS
  private let known: NIOLockedValueBox<Set<PeerKey>>
  private var links: [PeerKey: PeerLink] = [:]
  private var scores: [PeerKey: PeerScore] = [:]
  private var unproven: [InboundConnection] = []
  private var clients = 0
  private var listener: (any Channel)?
  private var accepted: [ObjectIdentifier: InboundConnection] = [:]
  private var isFlushing = false

  /// Prepares a transport; nothing is opened yet.
  ///
  /// - Parameter key: what this node proves.
  /// - Parameter peers: the other members.
  /// - Parameter clients: keys of those who may submit and ask, besides members and whoever has this node's own key.
  /// - Throws: when the TLS library refuses the key.
  public init(
    key: Curve25519.Signing.PrivateKey, peers: [TransportPeer], clients: [PeerKey], limits: TransportLimits,
    on loop: any EventLoop
  ) throws {
    self.limits = limits
    self.loop = loop
    security = try MutualTLS(key: key)
    known = NIOLockedValueBox(Set(clients).union([PeerKey(of: key)]))
    update(peers: peers)
  }

  /// Listens for members and clients.
  ///
  /// - Returns: the address in use, with the port that the system chose where 0 was asked for.
  /// - Throws: `TransportError.cannotListen`.
  public func listen(host: String, port: Int) -> EventLoopFuture<SocketAddress> {
    let bound = NIOLoopBound(self, eventLoop: loop)
    let security = security
    let known = known
    return ServerBootstrap(group: loop)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            security.serverHandler { key in known.withLockedValue { $0.contains(key) } },
            InboundHandler(transport: bound.value, channel: channel),
          ])
        }
      }
      .bind(host: host, port: port)
      .flatMapThrowing { channel in
        bound.value.listener = channel
        guard let address = channel.localAddress else {
          throw TransportError.cannotListen(host: host, port: port, reason: "no address")
        }
        return address
      }
      .flatMapErrorThrowing { error in
        throw error as? TransportError
          ?? TransportError.cannotListen(host: host, port: port, reason: Self.reason(error))
      }
  }

  /// Sets who the other members are: connects to new ones, forgets those who left.
  public func update(peers: [TransportPeer]) {
    let keys = peers.map(\.key)
    for (key, link) in links where !peers.contains(link.peer) {
      link.close()
      links[key] = nil
      if !keys.contains(key) { _ = known.withLockedValue { $0.remove(key) } }
    }
    known.withLockedValue { $0.formUnion(keys) }
    for peer in peers where links[peer.key] == nil {
      let link = PeerLink(to: peer, on: loop, security: security, backlog: limits.backlog)
      links[peer.key] = link
      link.connect()
    }
  }

  /// Sends a frame to a member; it leaves when the event loop has done what it is doing.
  public func send(_ payload: some Collection<UInt8>, to keys: some Sequence<PeerKey>) {
    let frame = FrameDecoder.frame(payload)
    for key in keys { links[key]?.write(frame) }
    guard !isFlushing else { return }
    isFlushing = true
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.execute { bound.value.flush() }
  }

  /// Members to whom a connection stands at the moment.
  public var connectedPeers: Int { links.values.count { $0.isConnected } }

  /// Frames that were dropped because a member did not take them.
  public var droppedFrames: Int { links.values.reduce(0) { $0 + $1.dropped } }

  /// Counts an invalid message against who sent it; too many end its connections for a while.
  public func misbehaved(_ key: PeerKey) {
    guard scores[key, default: PeerScore()].penalise(at: Self.now) else { return }
    for connection in accepted.values where connection.key == key { connection.close() }
  }

  /// Closes every connection.
  public func close() {
    listener?.close(promise: nil)
    for link in links.values { link.close() }
    for connection in accepted.values { connection.close() }
  }

  func arrived(_ connection: InboundConnection) {
    accepted[ObjectIdentifier(connection)] = connection
    unproven.append(connection)
    if unproven.count > limits.handshakes { unproven.removeFirst().close() }
  }

  /// - Returns: bytes in the longest frame that is accepted from it; `nil` when the connection is refused.
  func admitted(_ connection: InboundConnection, as key: PeerKey) -> Int? {
    unproven.removeAll { $0 === connection }
    if scores[key]?.isSilenced(at: Self.now) == true { return nil }
    if links[key] != nil { return limits.memberFrame }
    clients += 1
    return clients <= limits.clients ? limits.clientFrame : nil
  }

  func received(_ frame: ByteBuffer, over connection: InboundConnection) { onFrame(frame, connection) }

  func left(_ connection: InboundConnection) {
    accepted[ObjectIdentifier(connection)] = nil
    unproven.removeAll { $0 === connection }
    guard let key = connection.key else { return }
    if links[key] == nil { clients -= 1 }
    onEnd(connection)
  }

  private func flush() {
    isFlushing = false
    for link in links.values { link.flush() }
  }

  private static var now: Double { Double(NIODeadline.now().uptimeNanoseconds) / 1e9 }

  static func reason(_ error: any Error) -> String {
    if let error = error as? IOError { return String(cString: strerror(error.errnoCode)) }
    return "\(error)"
  }
}
