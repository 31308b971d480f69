import Foundation
import Testing
import TwinModel
import TwinTestbeds

/// The facts beside the repository, where they are.
enum SharedFacts {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["SAT_SHARED"] { return URL(filePath: path) }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared")
  }()

  static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: path).path) }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }
}

@Suite struct AttackCatalogueTests {
  private struct Published: Decodable {
    struct Entry: Decodable {
      var id: String
      var name: String
      var techniques: [String]
      var telemetry: String
      var network: String
      var model: String
      var mitigations: [String]
    }
    var adaptive_level: [String: String]
    var attacks: [Entry]
  }

  @Test(.enabled(if: SharedFacts.has("facts/attacks.json"), "skipped: the facts are not beside the repository"))
  func `types and levels are those of the published list, word for word`() throws {
    let published = try JSONDecoder().decode(Published.self, from: Data(SharedFacts.text("facts/attacks.json").utf8))
    #expect(published.attacks.map(\.id) == AttackType.allCases.map(\.rawValue))
    for entry in published.attacks {
      let type = try #require(AttackType(rawValue: entry.id))
      #expect(type.name == entry.name)
      #expect(type.techniques == entry.techniques)
      #expect(type.mitigations == entry.mitigations)
      #expect(type.signs.telemetry == entry.telemetry)
      #expect(type.signs.network == entry.network)
      #expect(type.signs.model == entry.model)
    }
    #expect(published.adaptive_level.count == AttackLevel.allCases.count)
    for level in AttackLevel.allCases { #expect(published.adaptive_level["L\(level.rawValue)"] == level.summary) }
  }

  @Test(
    .enabled(
      if: SharedFacts.has("facts/ot/attack-ics/techniques.csv"), "skipped: the facts are not beside the repository"))
  func `every technique and mitigation of ATT&CK exists, or is one of ATLAS`() throws {
    let rows = try SharedFacts.text("facts/ot/attack-ics/techniques.csv").split(whereSeparator: \.isNewline).dropFirst()
    let techniques = Set(rows.compactMap { $0.split(separator: ",").first.map(String.init) })
    let text = rows.joined(separator: " ")
    for type in AttackType.allCases {
      for technique in type.techniques where !technique.hasPrefix("AML.") {
        #expect(techniques.contains(technique), "\(type.rawValue): \(technique)")
      }
      for mitigation in type.mitigations where mitigation != "ATLAS" {
        #expect(text.contains(mitigation), "\(type.rawValue): \(mitigation)")
      }
    }
  }

  @Test func `every type has at least three variants, numbered from 1, and on every testbed at least three make sense`()
  {
    for type in AttackType.allCases {
      #expect(type.variants.map(\.number) == Array(1...type.variants.count))
      #expect(Set(type.variants.map(\.name)).count == type.variants.count)
      for testbed in Testbed.all {
        #expect((testbed.attackSurface?.variants(of: type).count ?? 0) >= 3, "\(type.rawValue) on \(testbed.name)")
      }
      #expect(type.variants.allSatisfy { !$0.levels.isEmpty && $0.levels == $0.levels.sorted() })
    }
  }

  @Test func `what a testbed offers to attackers exists in it and lies within its limits`() throws {
    for testbed in Testbed.all {
      let surface = try #require(testbed.attackSurface)
      #expect(surface.wiring.sensors == testbed.sensors && surface.wiring.actuators == testbed.actuators)
      for point in surface.points {
        #expect(testbed.sensors.contains(point.sensor))
        #expect(point.companions.allSatisfy(testbed.sensors.contains), "\(point)")
        for force in point.forcing { #expect(try surface.limits(of: force.actuator).contains(force.command)) }
        if let name = point.setpoint {
          #expect(try surface.limits(of: name).contains(point.harmfulSetpoint), "\(name)")
        }
        #expect(try surface.limits(of: point.sensor).overlaps(point.usual))
      }
      for setpoint in surface.setpoints {
        #expect(surface.wiring.setpoints.contains(setpoint.name), "\(setpoint.name)")
        #expect(
          setpoint.limits.contains(setpoint.usual.lowerBound) && setpoint.limits.contains(setpoint.usual.upperBound))
      }
      for station in surface.stations {
        #expect(!station.sensors.isEmpty, "\(station.name)")
        #expect(station.sensors.allSatisfy(testbed.sensors.contains), "\(station.name)")
        #expect(station.actuators.allSatisfy(testbed.actuators.contains), "\(station.name)")
      }
    }
  }
}
