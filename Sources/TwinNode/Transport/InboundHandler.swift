import NIOCore
import NIOSSL
import NIOTLS

/// Tells the transport what happens on an accepted connection.
final class InboundHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let transport: PeerTransport
  private let connection: InboundConnection
  private var patience: Scheduled<Void>?

  init(transport: PeerTransport, channel: any Channel) {
    self.transport = transport
    connection = InboundConnection(channel: channel)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    transport.arrived(connection)
    let channel = context.channel
    patience = context.eventLoop.scheduleTask(in: transport.limits.handshakeTime) { channel.close(promise: nil) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? TLSUserEvent, case .handshakeCompleted = event { admit(context) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    transport.received(unwrapInboundIn(data), over: connection)
  }

  func channelInactive(context: ChannelHandlerContext) {
    patience?.cancel()
    transport.left(connection)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is TransportError, let key = connection.key { transport.misbehaved(key) }
    context.close(promise: nil)
  }

  private func admit(_ context: ChannelHandlerContext) {
    patience?.cancel()
    let tls = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
    guard let certificate = tls?.peerCertificate, let key = MutualTLS.key(in: certificate) else {
      context.close(promise: nil)
      return
    }
    connection.authenticated(as: key)
    guard let limit = transport.admitted(connection, as: key) else {
      context.close(promise: nil)
      return
    }
    let decoder = ByteToMessageHandler(FrameDecoder(limit: limit))
    try? context.pipeline.syncOperations.addHandler(decoder, position: .before(self))
  }
}
