import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct FloodTests {
  /// A plant of so many tanks that do not feel each other.
  static func site(tanks: Int) -> Site {
    let criticalities = Asset.Criticality.allCases
    return Site(
      id: "plant",
      assets: (0..<tanks).map { Asset(id: "T\($0)", kind: .tank, criticality: criticalities[$0 % 4]) },
      tags: (0..<tanks).map { Tag(name: "L\($0)", asset: "T\($0)") })
  }

  @Test func `an operator is never told more than ten things in ten minutes, and everything is in the record`() {
    var fusion = IncidentFusion(graph: ProcessGraph(site: Self.site(tanks: 60)), options: FusionOptions(tick: 1))
    var told: [Double] = []
    var recorded: Set<String> = []
    var announced: Set<String> = []
    var firstHigh: [Incident.Priority] = []
    var summaries = 0
    for second in 0..<7200 {
      // Everywhere at once for an hour.
      let evidence = second < 3600 ? (0..<60).map { Evidence.at(Double(second), tag: "L\($0)") } : []
      for change in fusion.observe(evidence, at: .at(Double(second))) {
        switch change {
        case .record(let incident): recorded.insert(incident.id)
        case .announce(let incident):
          told.append(Double(second))
          announced.insert(incident.id)
          if firstHigh.count < 5 { firstHigh.append(incident.priority) }
        case .summarise(let waiting, _):
          told.append(Double(second))
          summaries += 1
          #expect(waiting > 0)
        }
      }
    }
    #expect(recorded.count == 60)
    for begin in told { #expect(told.count { $0 >= begin && $0 < begin + 600 } <= 10) }
    #expect(firstHigh == [.high, .high, .high, .high, .high], "the most urgent come first")
    #expect(summaries > 0)
    // What was told late was told by urgency; what was closed before its turn stands in the record.
    #expect(announced.count >= 40)
    #expect(fusion.incidents.isEmpty && fusion.shelved == 0)
  }

  @Test func `what is urgent finds room when little things have used theirs`() {
    var fusion = IncidentFusion(graph: ProcessGraph(site: Self.site(tanks: 60)), options: FusionOptions(tick: 1))
    let low = (0..<60).filter { $0 % 4 == 0 }
    var changes: [IncidentChange] = []
    for second in 0..<20 {
      changes += fusion.observe(low.map { .at(Double(second), tag: "L\($0)") }, at: .at(Double(second)))
    }
    #expect(changes.announced.count == 6)
    changes = []
    for second in 20..<40 { changes += fusion.observe([.at(Double(second), tag: "L3")], at: .at(Double(second))) }
    #expect(changes.announced.map(\.asset) == ["T3"])
  }

  @Test func `memory is bounded whatever comes, and losses are counted`() {
    var fusion = IncidentFusion.onPlant { ($0.candidateLimit, $0.activeLimit, $0.strangerLimit) = (16, 8, 32) }
    var random = SeededGenerator(seed: 4)
    let count = 20_000
    for second in 0..<20 {
      let evidence = (0..<count / 20).map { index in
        Evidence.at(
          Double(second) + Double(index) * 1e-5, tag: nil, asset: "stranger \(Int(random.uniform() * 500))",
          p: random.uniform() < 0.5 ? 1e-4 : 0.5, strength: random.uniform())
      }
      _ = fusion.observe(evidence, at: .at(Double(second + 1)))
    }
    #expect(fusion.taken == count && fusion.losses.duplicate == 0)
    #expect(fusion.incidents.count <= 8)
    #expect(fusion.losses.crowdedOut > 0 && fusion.losses.strangers > 0)
    for incident in fusion.incidents {
      #expect(incident.evidence.count <= 32 + Evidence.Sign.allCases.count + 1 && incident.tags.count <= 8)
      #expect(incident.assets.count <= 64)
    }
    // Nothing vanished: what is in incidents, in beginnings, or counted as lost.
    let held = fusion.incidents.reduce(0) { $0 + $1.evidenceCount } + fusion.beginnings
    #expect(held + fusion.losses.crowdedOut + fusion.lapsed == count)
  }
}
