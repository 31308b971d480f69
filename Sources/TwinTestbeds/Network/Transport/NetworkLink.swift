/// A link between two nodes, full duplex: both directions have this quality and a queue of their own.
public struct NetworkLink: Sendable, Equatable {
  /// The `NetworkNode.id` of one end.
  public var from: String
  /// The `NetworkNode.id` of the other end.
  public var to: String
  /// How well it carries.
  public var quality: Quality

  /// Creates a link.
  public init(_ from: String, _ to: String, _ quality: Quality) {
    self.from = from
    self.to = to
    self.quality = quality
  }

  /// How well a link carries messages.
  public struct Quality: Sendable, Equatable {
    /// Time under way.
    public var latency: LatencyDistribution
    /// Share of messages that never arrive, [0, 1].
    public var loss: Double
    /// Bits per second, > 0; infinite for a link without limit.
    public var bandwidth: Double
    /// Bytes that may wait for the wire or be on it; what comes beyond is dropped.
    public var queueBytes: Double

    /// Creates a quality.
    public init(latency: LatencyDistribution, loss: Double = 0, bandwidth: Double, queueBytes: Double = 65_536) {
      self.latency = latency
      self.loss = loss
      self.bandwidth = bandwidth
      self.queueBytes = queueBytes
    }

    /// No time, no loss, no limit.
    public static let ideal = Quality(latency: .constant(0), bandwidth: .infinity, queueBytes: .infinity)
    /// Switched industrial Ethernet, 100 Mbit/s.
    public static let fieldNetwork = Quality(latency: .uniform(5e-5...1.5e-4), bandwidth: 100e6)
    /// A server network, 1 Gbit/s.
    public static let serverNetwork = Quality(
      latency: .uniform(2e-5...8e-5), bandwidth: 1e9, queueBytes: 262_144)
    /// A leased line or private mobile network between sites, 2 Mbit/s.
    public static let wideArea = Quality(
      latency: .shiftedExponential(minimum: 0.012, mean: 0.004), loss: 2e-4, bandwidth: 2e6)
    /// A way through the public internet, 20 Mbit/s.
    public static let internet = Quality(
      latency: .shiftedExponential(minimum: 0.02, mean: 0.01), loss: 1e-3, bandwidth: 20e6, queueBytes: 262_144)
  }
}
