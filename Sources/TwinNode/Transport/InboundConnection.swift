public import NIOCore

/// A connection that somebody opened to this node. Lives on one event loop.
public final class InboundConnection {
  /// The key that the other end proved; `nil` until it did.
  public private(set) var key: PeerKey?

  /// The event loop that it lives on.
  public var loop: any EventLoop { channel.eventLoop }

  private let channel: any Channel

  init(channel: any Channel) { self.channel = channel }

  /// Sends a frame back, at once.
  public func reply(_ payload: some Collection<UInt8>) {
    channel.writeAndFlush(FrameDecoder.frame(payload), promise: nil)
  }

  /// Whether the other end takes what is sent to it.
  public var isWritable: Bool { channel.isWritable }

  /// Ends the connection.
  public func close() { channel.close(promise: nil) }

  func authenticated(as key: PeerKey) { self.key = key }
}
