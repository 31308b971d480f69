import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct IncidentLifeTests {
  @Test(
    arguments: [
      // Three hits of ten ticks open, two do not; a hit counts once a tick; weak ones never; a decisive one at once.
      ([0, 1, 2], 1e-4, true), ([0, 5, 9], 1e-4, true), ([0, 1], 1e-4, false), ([0, 8, 16, 24], 1e-4, false),
      ([0, 0.2, 0.4, 0.6], 1e-4, false), ([0, 1, 2, 3, 4, 5, 6], 0.01, false), ([0], 1e-10, true),
    ] as [([Double], Double, Bool)])
  func `k of n hits open an incident`(times: [Double], p: Double, opens: Bool) {
    var fusion = IncidentFusion.onPlant()
    let changes = fusion.take(times.map { .at($0, p: p) })
    #expect(changes.recorded.count == (opens ? 1 : 0))
    #expect(changes.announced.count == (opens ? 1 : 0))
    #expect(fusion.incidents.count == (opens ? 1 : 0))
  }

  @Test func `an attack on one sensor that disturbs its neighbours is one incident`() throws {
    var fusion = IncidentFusion.onPlant()
    var evidence: [Evidence] = []
    for second in 0..<40 {
      evidence.append(.at(Double(second), tag: "L1", observed: 3, expected: 2))
      if second > 5 { evidence.append(.at(Double(second), tag: "F1", strength: 1.2)) }
      if second > 20 { evidence.append(.at(Double(second), tag: "L2", strength: 1.1)) }
    }
    let changes = fusion.take(evidence)
    let incident = try #require(fusion.incidents.first)
    #expect(fusion.incidents.count == 1 && changes.announced.map(\.id) == ["I-1"])
    #expect(incident.asset == "T1" && incident.assets == ["T1", "P1", "T2"])
    #expect(incident.firstSeen == .at(0) && incident.opened == .at(2) && incident.lastSeen == .at(39))
    #expect(incident.tags.map(\.tag) == ["L1", "F1", "L2"])
    #expect(incident.tags[0].observed == 3 && incident.tags[0].expected == 2)
    #expect(abs(incident.tags.map(\.share).reduce(0, +) - 1) < 1e-12)
    #expect(
      incident.evidenceCount == evidence.count && incident.evidenceLost == evidence.count - incident.evidence.count)
  }

  @Test func `what does not feel it is another incident`() {
    var fusion = IncidentFusion.onPlant()
    let evidence = (0..<10).flatMap { [Evidence.at(Double($0), tag: "L1"), .at(Double($0), tag: "light")] }
    _ = fusion.take(evidence)
    #expect(fusion.incidents.map(\.asset) == ["T1", "lamp"])
  }

  @Test func `what opens within ten ticks is one incident where nothing is declared`() {
    let bare = ProcessGraph(site: nil, tags: ["L1", "light", "late"])
    var fusion = IncidentFusion(graph: bare, options: FusionOptions(tick: 1))
    _ = fusion.take(
      (0..<30).flatMap { second -> [Evidence] in
        let time = Double(second)
        return [.at(time, tag: "L1")] + (second > 5 ? [.at(time, tag: "light")] : [])
          + (second > 20 ? [.at(time, tag: "late")] : [])
      })
    #expect(fusion.incidents.map(\.assets) == [["L1", "light"], ["late"]])
    #expect(fusion.incidents.map(\.evidenceCount) == [54, 9])
  }

  @Test func `an incident closes when nothing more comes, and comes back`() {
    var fusion = IncidentFusion.onPlant { ($0.quiet, $0.reopening) = (60, 600) }
    var changes = fusion.take((0..<5).map { .at(Double($0)) })
    changes += fusion.observe([], at: .at(64))
    #expect(changes.states == [.open])
    changes += fusion.observe([], at: .at(65))
    #expect(changes.states == [.open, .closed] && fusion.incidents.isEmpty)
    changes += fusion.take((300..<305).map { .at(Double($0)) })
    #expect(changes.states == [.open, .closed, .reopened])
    #expect(Set(changes.recorded.map(\.id)) == ["I-1"] && fusion.incidents[0].reopenings == 1)
    #expect(fusion.incidents[0].evidenceCount == 10 && fusion.incidents[0].closed == nil)
    // Too late for that, and elsewhere: other incidents.
    _ = fusion.observe([], at: .at(400))
    _ = fusion.take((410..<415).map { .at(Double($0), tag: "light") })
    #expect(fusion.incidents.map(\.id) == ["I-2"])
    _ = fusion.observe([], at: .at(2000))
    _ = fusion.take((2000..<2005).map { .at(Double($0)) })
    #expect(fusion.incidents.map(\.id) == ["I-3"])
  }

  @Test func `a further layer escalates`() {
    var fusion = IncidentFusion.onPlant()
    var changes = fusion.take((0..<5).map { .at(Double($0)) })
    #expect(fusion.incidents[0].priority == .low)
    changes += fusion.take((5..<8).map { .at(Double($0), sign: .twoSources, layer: .communication) })
    #expect(changes.states == [.open, .escalated])
    #expect(fusion.incidents[0].priority == .medium && fusion.incidents[0].layers == [.communication, .modelling])
    #expect(changes.announced.map(\.state) == [.open, .escalated])
  }

  @Test func `context opens nothing and is remembered`() throws {
    var fusion = IncidentFusion.onPlant()
    let update = Evidence.at(0, tag: nil, asset: "T1", p: 1e-12, sign: .softwareChange, layer: .integration)
    let elsewhere = Evidence.at(50, tag: nil, asset: "lamp", p: 1e-12, sign: .maintenance, layer: .integration)
    #expect(fusion.observe([update, elsewhere], at: .at(50)).isEmpty)
    _ = fusion.take((100..<105).map { .at(Double($0)) })
    let signature = try #require(fusion.signature(of: "I-1"))
    #expect(signature.context == [.softwareChange: 100])
    #expect(signature[.crossSensor].ticks == 5 && signature.hits == 5 && signature.ticks == 5)
  }

  /// First the pump speaks alone, then the tank twice as long.
  @Test(
    arguments: [("T1", 0, 2.0 / 3), ("P1", 0, 1), ("V1", 0, 0), ("T1", 110, nil)] as [(String, Double, Double?)])
  func `how much of an incident concerns the asset of an update before it`(asset: String, time: Double, share: Double?)
  {
    var fusion = IncidentFusion.onPlant()
    let update = Evidence.at(time, tag: nil, asset: asset, p: 1e-12, sign: .softwareChange, layer: .integration)
    var pieces = (0..<10).map { Evidence.at(100 + Double($0), tag: "F1") }
    pieces += (10..<30).map { Evidence.at(100 + Double($0), tag: "L1") }
    pieces.append(update)
    _ = fusion.take(pieces.sorted { ($0.sourceTime ?? .at(0)) < ($1.sourceTime ?? .at(0)) })
    let found = fusion.signature(of: "I-1")?.contextShare[.softwareChange]
    #expect((found == nil) == (share == nil))
    if let found, let share { #expect(abs(found - share) < 1e-9) }
  }

  @Test func `a frame without news changes nothing`() {
    var fusion = IncidentFusion.onPlant()
    _ = fusion.take((0..<5).map { .at(Double($0)) })
    let before = fusion.incidents
    for second in 5..<1000 { #expect(fusion.observe([], at: .at(Double(second))).isEmpty) }
    #expect(fusion.incidents == before)
  }
}

@Suite struct MergingTests {
  /// A and E do not feel each other; evidence of C, which both feel, shows that they are one.
  @Test func `incidents that turn out to be one become one, under the older's id`() throws {
    let site = Site(
      id: "plant", assets: ["A", "B", "C", "D", "E", "F"].map { Asset(id: $0, kind: .tank) },
      tags: ["A", "B", "C", "D", "E", "F"].map { (asset: String) in Tag(name: "L\(asset)", asset: asset) },
      relations: [("LA", "LB"), ("LB", "LC"), ("LC", "LD"), ("LD", "LE"), ("LE", "LF")].map {
        Relation(name: $0.0 + $0.1, tag: $0.0, from: [$0.1], form: .linear)
      })
    var fusion = IncidentFusion(graph: ProcessGraph(site: site), options: FusionOptions(tick: 1))
    var changes = fusion.take((0..<4).flatMap { [.at(Double($0), tag: "LA"), .at(Double($0) + 0.5, tag: "LE")] })
    #expect(fusion.incidents.map(\.asset) == ["A", "E"])
    changes = fusion.take([.at(5, tag: "LC")])
    let left = try #require(fusion.incidents.first)
    #expect(fusion.incidents.count == 1 && left.id == "I-1" && left.assets == ["A", "E", "C"])
    #expect(left.evidenceCount == 9)
    let merged = try #require(changes.recorded.first { $0.mergedInto != nil })
    #expect(merged.id == "I-2" && merged.mergedInto == "I-1" && merged.state == .closed)
  }
}
