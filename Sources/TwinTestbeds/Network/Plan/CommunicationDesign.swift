/// Who speaks with whom in a testbed: PLCs with their field devices, gateways, servers and people, and the links between
/// zones. From it and the plant's tags a `CommunicationPlan` is made.
public struct CommunicationDesign: Sendable, Equatable {
  /// A device with inputs and outputs of its own.
  public struct Device: Sendable, Equatable {
    /// Its node.
    public var id: String
    /// Its zone.
    public var zone: String
    /// Tags that are wired to it.
    public var tags: [String]

    /// Creates a device.
    public init(id: String, zone: String, tags: [String]) {
      self.id = id
      self.zone = zone
      self.tags = tags
    }
  }

  /// A PLC and what it polls and drives.
  public struct Station: Sendable, Equatable {
    /// The PLC's node.
    public var plc: String
    /// The PLC's zone.
    public var zone: String
    /// The gateway that polls the PLC.
    public var gateway: String
    /// What it polls and writes over the network, every scan.
    public var devices: [Device]
    /// Tags that are wired to the PLC itself.
    public var ownTags: [String]

    /// Creates a station.
    public init(plc: String, zone: String, gateway: String, devices: [Device], ownTags: [String] = []) {
      self.plc = plc
      self.zone = zone
      self.gateway = gateway
      self.devices = devices
      self.ownTags = ownTags
    }
  }

  /// A measurement that one PLC reads from another.
  public struct Exchange: Sendable, Equatable {
    /// The PLC whose program needs it.
    public var reader: String
    /// The tag.
    public var tag: String
    /// Seconds between two readings, > 0.
    public var period: Double

    /// Creates an exchange.
    public init(reader: String, tag: String, period: Double) {
      self.reader = reader
      self.tag = tag
      self.period = period
    }
  }

  /// The name that topics begin with.
  public var site: String
  /// Gateways and their zones.
  public var gateways: [Device]
  /// PLCs with their devices.
  public var stations: [Station]
  /// What PLCs read from each other.
  public var exchanges: [Exchange]
  /// The zone of broker, historian, twin and workstations.
  public var serverZone: String
  /// The historian's node.
  public var historian: String
  /// The node of the people who operate the plant.
  public var operatorClient: String
  /// Seconds between two polls of a PLC by its gateway, > 0.
  public var reportPeriod: Double
  /// How devices are joined to the switch of their zone.
  public var access: NetworkLink.Quality
  /// How servers are joined to the switch of their zone.
  public var serverAccess: NetworkLink.Quality
  /// How the switch of a zone is joined to the backbone, where it differs from `access`.
  public var uplinks: [String: NetworkLink.Quality]
  /// How the plant is joined to the federation.
  public var internet: NetworkLink.Quality
  /// How instruments make their readings from a number of steps.
  public var readings: RegisterEncoding.Readings

  /// Creates a design whose links are as usual in a plant.
  public init(
    site: String, gateways: [Device], stations: [Station], exchanges: [Exchange] = [], serverZone: String,
    historian: String = "HIST", operatorClient: String = "HMI", reportPeriod: Double,
    uplinks: [String: NetworkLink.Quality] = [:], readings: RegisterEncoding.Readings = .dividing
  ) {
    self.site = site
    self.gateways = gateways
    self.stations = stations
    self.exchanges = exchanges
    self.serverZone = serverZone
    self.historian = historian
    self.operatorClient = operatorClient
    self.reportPeriod = reportPeriod
    self.uplinks = uplinks
    self.readings = readings
    access = .fieldNetwork
    serverAccess = .serverNetwork
    internet = .internet
  }

  /// The same network without delay, loss or limit.
  public var ideal: CommunicationDesign {
    var copy = self
    (copy.access, copy.serverAccess, copy.internet) = (.ideal, .ideal, .ideal)
    copy.uplinks = [:]
    return copy
  }
}
