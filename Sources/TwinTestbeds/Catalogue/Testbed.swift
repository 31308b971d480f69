public import TwinModel

/// A plant of the catalogue: what it is, and how to run it, without knowing its type.
///
/// `Testbed.all` are those that come with the program; `Testbed.named(_:)` finds one by name.
public struct Testbed: Sendable {
  /// Stable name, by which commands and scripts call it.
  public let name: String
  /// Other names by which it is found.
  public let aliases: [String]
  /// What it is, in one line.
  public let summary: String
  /// What is simulated, in a few sentences.
  public let scope: String
  /// Where equations, numbers and controls come from.
  public let sources: [String]
  /// What varies in normal operation.
  public let disturbances: [String]
  /// Attacks it knows by name.
  public let attacks: [TestbedAttack]
  /// What the catalogue's attacks and troubles act on; `nil` for a plant that nobody studied for it.
  public let attackSurface: AttackSurface?
  /// What a site file of the plant says.
  public let site: Site
  /// Names of the sensors; a recording's first columns.
  public let sensors: [String]
  /// Names of the actuators; a recording's last columns.
  public let actuators: [String]
  /// Seconds between two scans of the controllers.
  public let scanPeriod: Double
  /// Seconds between two rows unless one chooses otherwise.
  public let rowPeriod: Double

  /// Who asks whom for what over the plant's communication network.
  public let communication: CommunicationPlan

  private let begin: @Sendable (Options) throws(TestbedError) -> any TestbedRun

  /// When runs begin unless one chooses otherwise: a Monday's midnight in UTC.
  public static let usualStart = SourceTime(nanoseconds: 1_767_571_200_000_000_000)
  /// The longest run, in seconds: ten years.
  public static let longestRun = 3660 * 86_400.0

  /// How a plant is run.
  public struct Options: Sendable {
    /// Decides disturbances and noise.
    public var seed: UInt64
    /// Seconds, > 0.
    public var duration: Double
    /// Seconds between two rows, a multiple of the scan period; `nil` for the testbed's own.
    public var rowPeriod: Double?
    /// In the order in which they stand on the wire, nearest to the process first.
    public var attacks: [any Attack] = []
    /// What lies between devices, PLCs and supervision, from ``Testbed/network(seed:attackers:troubles:isLogging:)``;
    /// `nil` when everything arrives at once.
    public var network: CommunicationNetwork?
    /// Name of the series; `nil` for the testbed's.
    public var series: String?
    /// Source time of the first row.
    public var start = Testbed.usualStart
    /// Whether rows carry label and event.
    public var isLabelled = true

    /// A run without attacks.
    public init(seed: UInt64, hours: Double, rowPeriod: Double? = nil, attacks: [any Attack] = []) {
      self.seed = seed
      duration = hours * 3600
      self.rowPeriod = rowPeriod
      self.attacks = attacks
    }
  }

  /// - Parameter plant: the plant as it begins; site, sensors and actuators are its own.
  /// - Parameter begin: makes a run; row period and series of its options are set.
  init(
    name: String, aliases: [String] = [], summary: String, scope: String, sources: [String], disturbances: [String],
    attacks: [TestbedAttack], attackSurface: AttackSurface? = nil, plant: some Plant,
    communication: CommunicationPlan,
    scanPeriod: Double, rowPeriod: Double,
    begin: @escaping @Sendable (Options) throws(TestbedError) -> any TestbedRun
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.scope = scope
    self.sources = sources
    self.disturbances = disturbances
    self.attacks = attacks
    self.attackSurface = attackSurface
    site = plant.site
    sensors = plant.sensors
    actuators = plant.actuators
    self.communication = communication
    self.scanPeriod = scanPeriod
    self.rowPeriod = rowPeriod
    self.begin = begin
  }

  /// Prepares a run; nothing is simulated yet.
  public func run(_ options: Options) throws(TestbedError) -> any TestbedRun {
    var options = options
    let period = options.rowPeriod ?? rowPeriod
    try check(options, rowPeriod: period, longest: options.rowPeriod == nil ? .infinity : options.duration)
    options.rowPeriod = period
    options.series = options.series ?? name
    return try begin(options)
  }

  /// The plant's communication network, in which nothing has been said.
  ///
  /// - Parameter seed: decides latencies, losses and when operators call.
  /// - Parameter isLogging: whether messages are kept until `takeMessages`.
  public func network(
    seed: UInt64, attackers: [any NetworkAttack] = [], troubles: [CommunicationTrouble] = [], isLogging: Bool = false
  ) -> CommunicationNetwork {
    CommunicationNetwork(
      communication, seed: seed, attackers: attackers, troubles: troubles, isLogging: isLogging)
  }

  /// The attack of that name.
  public func attack(named id: String) throws(TestbedError) -> TestbedAttack {
    if let attack = attacks.first(where: { $0.id == id }) { return attack }
    let known = attacks.map(\.id) + AttackType.allCases.filter { !variants(of: $0).isEmpty }.map(\.rawValue)
    throw .unknownAttack(id, testbed: name, suggestion: EditDistance.suggestion(for: id, among: known), known: known)
  }

  private func check(_ options: Options, rowPeriod period: Double, longest: Double) throws(TestbedError) {
    let duration = options.duration
    guard duration > 0, duration <= Self.longestRun else {
      throw .duration(seconds: duration, limit: Self.longestRun)
    }
    let scans = period / scanPeriod
    guard scans >= 0.999_999, period <= longest, abs(scans - scans.rounded()) <= 1e-6 * scans else {
      throw .rowPeriod(seconds: period, scanPeriod: scanPeriod, duration: duration)
    }
    var events: Set<String> = []
    for truth in options.attacks.map(\.truth) + (options.network?.attackers.map(\.truth) ?? []) {
      guard truth.start < duration else {
        throw .attackBeyondRun(id: truth.id, start: truth.start, duration: duration)
      }
      guard events.insert(truth.id).inserted else { throw .repeatedEvent(truth.id) }
    }
  }
}
