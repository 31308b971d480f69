import TwinDiagnosis
import TwinModel

/// What fusion costs: a frame without news, and 100,000 pieces of evidence a second for a minute.
@main struct FusionBenchmark {
  static let clock = ContinuousClock()

  static func main() {
    let tanks = 50
    let site = Site(
      id: "plant", assets: (0..<tanks).map { Asset(id: "T\($0)", kind: .tank) },
      tags: (0..<tanks).map { Tag(name: "L\($0)", asset: "T\($0)") })
    var fusion = IncidentFusion(graph: ProcessGraph(site: site), options: FusionOptions(tick: 1))
    quiet(&fusion, "no incident open")
    for second in 0..<5 {
      _ = fusion.observe(
        (0..<10).map { piece($0, at: Double(second), number: second * 10 + $0) }, at: time(Double(second)))
    }
    quiet(&fusion, "\(fusion.incidents.count) incidents open")
    flood(tanks)
  }

  static func time(_ seconds: Double) -> SourceTime { SourceTime(nanoseconds: Int64(seconds * 1e9)) }

  static func piece(_ tank: Int, at seconds: Double, number: Int, name: String? = nil) -> Evidence {
    Evidence(
      layer: .modelling, source: "benchmark", tag: name ?? "L\(tank)", series: "plant", sequence: number,
      sourceTime: time(seconds), strength: 1.5, observed: 3, expected: 2, sign: .crossSensor, weight: .pValue(1e-4))
  }

  static func quiet(_ fusion: inout IncidentFusion, _ words: String) {
    let count = 5_000_000
    let now = time(5)
    var changes = 0
    let elapsed = clock.measure { for _ in 0..<count { changes += fusion.observe([], at: now).count } }
    print("a frame without news, \(words): \(elapsed / count), \(changes) changes")
  }

  /// Half of known tanks, half of strangers.
  static func flood(_ tanks: Int) {
    let site = Site(
      id: "plant", assets: (0..<tanks).map { Asset(id: "T\($0)", kind: .tank) },
      tags: (0..<tanks).map { Tag(name: "L\($0)", asset: "T\($0)") })
    var fusion = IncidentFusion(graph: ProcessGraph(site: site), options: FusionOptions(tick: 1))
    var told = 0
    var slowest = Duration.zero
    var whole = Duration.zero
    for second in 0..<60 {
      let evidence = (0..<100_000).map { number in
        let name = number % 2 == 0 ? nil : "stranger \(number % 4001)"
        return piece(
          number % tanks, at: Double(second) + Double(number) * 1e-5, number: second * 100_000 + number, name: name)
      }
      let elapsed = clock.measure {
        for begin in stride(from: 0, to: evidence.count, by: 1000) {
          let now = time(Double(second) + Double(begin + 1000) * 1e-5)
          for case .announce in fusion.observe(Array(evidence[begin..<begin + 1000]), at: now) { told += 1 }
        }
      }
      slowest = max(slowest, elapsed)
      whole += elapsed
    }
    let losses = fusion.losses
    print(
      "100,000 pieces a second for a minute: \(whole / 6_000_000) a piece, slowest second \(slowest); "
        + "\(fusion.incidents.count) incidents, \(told) announcements; taken \(fusion.taken), duplicates \(losses.duplicate), "
        + "crowded out \(losses.crowdedOut), strangers \(losses.strangers)")
  }
}
