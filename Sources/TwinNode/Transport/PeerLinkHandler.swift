import NIOCore
import NIOTLS

/// Tells a link what happens to its connection.
final class PeerLinkHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let link: PeerLink
  private var isAuthenticated = false

  init(link: PeerLink) { self.link = link }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
      isAuthenticated = true
      link.opened(context.channel)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable && isAuthenticated { link.drain() }
  }

  func channelInactive(context: ChannelHandlerContext) { link.lost() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
