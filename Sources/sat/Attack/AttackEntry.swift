internal import TwinTestbeds

/// What `sat attack` tells of one type, for programs.
struct AttackEntry: Encodable {
  struct Level: Encodable {
    var level: Int
    var summary: String

    init(_ level: AttackLevel) { (self.level, summary) = (level.rawValue, level.summary) }
  }

  struct Variant: Encodable {
    var number: Int
    var name: String
    var summary: String
    var position: String
    var levels: [Int]
    var movesProcess: Bool
    /// Names of the plants on which it makes sense.
    var testbeds: [String]
  }

  struct Signs: Encodable {
    var telemetry: String
    var network: String
    var model: String
  }

  var id: String
  var name: String
  var techniques: [String]
  var mitigations: [String]
  var signs: Signs
  var variants: [Variant]

  init(_ type: AttackType) {
    id = type.rawValue
    name = type.name
    techniques = type.techniques
    mitigations = type.mitigations
    signs = Signs(telemetry: type.signs.telemetry, network: type.signs.network, model: type.signs.model)
    variants = type.variants.map { variant in
      Variant(
        number: variant.number, name: variant.name, summary: variant.summary, position: variant.position.rawValue,
        levels: variant.levels.map(\.rawValue), movesProcess: variant.movesProcess,
        testbeds: Testbed.all.filter { $0.variants(of: type).contains(variant) }.map(\.name))
    }
  }
}
