internal import TwinModel
internal import TwinTestbeds

/// What `sat testbed describe` tells, for programs.
struct TestbedDescription: Encodable {
  struct Area: Encodable {
    var id: String
    @OrNull var name: String?
    @OrNull var securityLevel: Int?
    @OrNull var parent: String?
    /// Assets that lie in it.
    var assets: [String]
  }

  struct Path: Encodable {
    var id: String
    @OrNull var name: String?
    var zones: [String]
    var protocols: [String]
  }

  struct Loop: Encodable {
    var id: String
    var controller: String
    var measured: [String]
    /// Actuators, or the loops whose set point is moved.
    var outputs: [String]
    var movesSetpoint: Bool
    @OrNull var setpoint: Double?
    @OrNull var unit: String?
    @OrNull var rule: String?

    init(_ loop: ControlLoop) {
      (id, controller, measured) = (loop.id, loop.controller, loop.measured)
      (setpoint, unit, rule) = (loop.setpoint, loop.unit, loop.rule)
      switch loop.output {
      case .actuators(let actuators): (outputs, movesSetpoint) = (actuators, false)
      case .cascade(let inner): (outputs, movesSetpoint) = ([inner], true)
      }
    }
  }

  struct Column: Encodable {
    var name: String
    @OrNull var unit: String?
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var quantisation: Double?
    @OrNull var role: String?
    @OrNull var asset: String?
    @OrNull var description: String?
  }

  struct Envelope: Encodable {
    var tag: String
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var maximumRate: Double?
    var holdTimeSeconds: Double
  }

  struct Attack: Encodable {
    var id: String
    var summary: String
    var techniques: [String]
  }

  var name: String
  var aliases: [String]
  var summary: String
  var scope: String
  var sources: [String]
  var disturbances: [String]
  var scanPeriodSeconds: Double
  var rowPeriodSeconds: Double
  var zones: [Area]
  var conduits: [Path]
  var loops: [Loop]
  var tags: [Column]
  var envelope: [Envelope]
  var attacks: [Attack]

  init(_ testbed: Testbed) {
    let site = testbed.site
    name = testbed.name
    aliases = testbed.aliases
    summary = testbed.summary
    scope = testbed.scope
    sources = testbed.sources
    disturbances = testbed.disturbances
    scanPeriodSeconds = testbed.scanPeriod
    rowPeriodSeconds = testbed.rowPeriod
    zones = site.zones.map { zone in
      Area(
        id: zone.id, name: zone.name, securityLevel: zone.securityLevel, parent: zone.parent,
        assets: site.assets.filter { $0.zone == zone.id }.map(\.id))
    }
    conduits = site.conduits.map { Path(id: $0.id, name: $0.name, zones: $0.zones, protocols: $0.protocols) }
    loops = site.loops.map(Loop.init)
    tags = site.tags.map { tag in
      Column(
        name: tag.name, unit: tag.unit, low: tag.range?.lowerBound, high: tag.range?.upperBound,
        quantisation: tag.quantisation, role: tag.role?.rawValue, asset: tag.asset, description: tag.description)
    }
    envelope = site.envelopes.map { limit in
      Envelope(
        tag: limit.tag, low: limit.low, high: limit.high, maximumRate: limit.maximumRate,
        holdTimeSeconds: limit.holdTime)
    }
    attacks = testbed.attacks.map { Attack(id: $0.id, summary: $0.summary, techniques: $0.techniques) }
  }
}
