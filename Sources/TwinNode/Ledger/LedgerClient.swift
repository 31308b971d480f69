public import Crypto
public import NIOCore
import NIOPosix
import NIOTLS

/// A client's connection to one node of a ledger: it submits entries and waits until they are final.
public final class LedgerClient: Sendable {
  /// What a ledger answers to a submission.
  public struct Receipt: Sendable, Equatable {
    /// Shape `[entry]`: positions in the log, where the entries are now for good.
    public var indices: [UInt64]
    /// Shape `[entry]`: proofs in the form of C2SP tlog-proof, cosigned by a quorum; empty when none were asked for.
    public var proofs: [String]
  }

  private let channel: any Channel
  private let handler: NIOLoopBound<LedgerClientHandler>

  private init(channel: any Channel, handler: NIOLoopBound<LedgerClientHandler>) {
    self.channel = channel
    self.handler = handler
  }

  /// Opens a connection and proves the key.
  ///
  /// - Parameter node: where the node listens and which key it must prove.
  /// - Throws: `TransportError.cannotConnect`, also when the node does not accept this key.
  public static func connect(
    to node: TransportPeer, key: Curve25519.Signing.PrivateKey, limit: Int = 16 << 20
  ) async throws -> LedgerClient {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let security = try MutualTLS(key: key)
    let opened = loop.makePromise(of: NIOLoopBound<LedgerClientHandler>.self)
    do {
      let channel = try await ClientBootstrap(group: loop)
        .connectTimeout(.seconds(5))
        .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers([
              security.clientHandler(expecting: node.key), ByteToMessageHandler(FrameDecoder(limit: limit)),
              LedgerClientHandler(opened: opened),
            ])
          }
        }
        .connect(host: node.host, port: node.port).get()
      return LedgerClient(channel: channel, handler: try await opened.futureResult.get())
    } catch {
      opened.fail(error)
      throw error as? TransportError
        ?? TransportError.cannotConnect(host: node.host, port: node.port, reason: PeerTransport.reason(error))
    }
  }

  /// Submits entries and waits until they are final, and proven where that is asked for.
  ///
  /// - Throws: `TransportError.disconnected`, `TransportError.refused`.
  public func submit(_ entries: [[UInt8]], wantsProof: Bool = false) async throws -> Receipt {
    try await submission(of: entries, wantsProof: wantsProof).get()
  }

  /// As `submit`, for those who have many under way.
  public func submission(of entries: [[UInt8]], wantsProof: Bool = false) -> EventLoopFuture<Receipt> {
    let handler = handler
    return channel.eventLoop.flatSubmit { handler.value.submit(entries, wantsProof: wantsProof) }
  }

  /// How the node is, as JSON.
  public func status() async throws -> [UInt8] {
    let handler = handler
    return try await channel.eventLoop.flatSubmit { handler.value.askForStatus() }.get()
  }

  /// Sends any frame, for tests of what nodes make of it.
  func send(_ frame: NodeFrame) { channel.writeAndFlush(FrameDecoder.frame(frame.encoded), promise: nil) }

  /// Ends the connection; what is under way fails.
  public func close() { channel.close(promise: nil) }
}
