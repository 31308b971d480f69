import Crypto
import NIOCore
import NIOPosix

@testable import TwinNode

/// A transport with its event loop, and the frames that it received.
final class TransportUnderTest: Sendable {
  let key: PeerKey
  let port: Int
  let loop: any EventLoop

  private let transport: NIOLoopBound<PeerTransport>
  private let stream: AsyncStream<[UInt8]>
  private let inbox = Inbox()

  init(
    key: Curve25519.Signing.PrivateKey = .init(), port: Int = 0, clients: [PeerKey] = [],
    limits: TransportLimits = TransportLimits()
  ) async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    self.loop = loop
    self.key = PeerKey(of: key)
    let (stream, arrivals) = AsyncStream.makeStream(of: [UInt8].self)
    self.stream = stream
    transport = try await loop.submit {
      let transport = try PeerTransport(key: key, peers: [], clients: clients, limits: limits, on: loop)
      transport.onFrame = { frame, _ in arrivals.yield(Array(buffer: frame)) }
      return NIOLoopBound(transport, eventLoop: loop)
    }.get()
    let bound = transport
    let address = try await loop.flatSubmit { bound.value.listen(host: "127.0.0.1", port: port) }.get()
    self.port = address.port ?? 0
    let inbox = inbox
    Task { for await frame in stream { await inbox.put(frame) } }
  }

  var asPeer: TransportPeer { TransportPeer(key: key, host: "127.0.0.1", port: port) }

  func knows(_ peer: TransportPeer) async throws {
    let bound = transport
    try await loop.submit { bound.value.update(peers: [peer]) }.get()
  }

  func send(_ payload: [UInt8], to key: PeerKey) {
    let bound = transport
    loop.execute { bound.value.send(payload, to: [key]) }
  }

  /// The next frames; fewer when the time is over before.
  func frames(_ count: Int, within time: Duration = .seconds(20)) async -> [[UInt8]] {
    await inbox.take(count, within: time)
  }

  func dropped() async throws -> Int {
    let bound = transport
    return try await loop.submit { bound.value.droppedFrames }.get()
  }

  func stop() async throws {
    let bound = transport
    try await loop.submit { bound.value.close() }.get()
  }
}

/// Frames that arrived and were not yet asked for.
private actor Inbox {
  private var frames: [[UInt8]] = []

  func put(_ frame: [UInt8]) { frames.append(frame) }

  func take(_ count: Int, within time: Duration) async -> [[UInt8]] {
    let end = ContinuousClock.now + time
    while frames.count < count && ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(2)) }
    let taken = Array(frames.prefix(count))
    frames.removeFirst(taken.count)
    return taken
  }
}
