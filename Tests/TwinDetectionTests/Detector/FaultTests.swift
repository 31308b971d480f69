import Testing
import TwinModel

@testable import TwinDetection

/// A fault of one tag, or of its correlation with the others.
enum InjectedFault: String, CaseIterable, CustomTestStringConvertible {
  case bias, stuck, drift, noise
  case correlationBreak = "correlation break"
  case outOfRange = "out of range"

  var testDescription: String { rawValue }

  static let rows = 400..<520

  /// The rows with the fault in `tag`.
  func applied(to rows: [[Double]], tag: Int, seed: UInt64) -> [[Double]] {
    var random = SeededGenerator(seed: seed, stream: 6)
    var other = SimulatedProcess(seed: seed &+ 1000)
    let scale = SimulatedProcess.scale(tag)
    var result = rows
    for index in Self.rows {
      let stranger = other.next()[tag]
      let since = Double(index - Self.rows.lowerBound + 1)
      switch self {
      case .bias: result[index][tag] += 4 * scale
      case .stuck: result[index][tag] = rows[Self.rows.lowerBound][tag]
      case .drift: result[index][tag] += 0.1 * since * scale
      case .noise: result[index][tag] += 3 * random.normal() * scale
      case .correlationBreak: result[index][tag] = stranger
      case .outOfRange: result[index][tag] += 40 * scale
      }
    }
    return result
  }
}

@Suite struct FaultTests {
  @Test(arguments: InjectedFault.allCases, 0..<6)
  func `are found, and the tag is named first`(fault: InjectedFault, tag: Int) {
    let calm = Trained.plantRows(seed: 60 + UInt64(tag), count: InjectedFault.rows.upperBound)
    let rows = fault.applied(to: calm, tag: tag, seed: UInt64(tag))
    let scores = Trained.plain.scores(FrameBlock(rows, tags: Trained.names))
    let alarmed = scores.alarmedRows.filter { InjectedFault.rows.contains($0) }
    #expect(alarmed.count > (fault == .outOfRange || fault == .bias ? 60 : 0), "\(alarmed.count) rows alarmed")
    let named = alarmed.count { scores.contributions(at: $0).first?.tag == tag }
    #expect(named * 2 > alarmed.count, "named first in \(named) of \(alarmed.count) alarmed rows")
  }

  @Test(arguments: AnomalyDetector.Kind.allCases)
  func `a tag far out of range is found by every detector`(kind: AnomalyDetector.Kind) {
    let calm = Trained.plantRows(seed: 70, count: InjectedFault.rows.upperBound)
    let rows = InjectedFault.outOfRange.applied(to: calm, tag: 2, seed: 1)
    let scores = Trained.plain.scores(FrameBlock(rows, tags: Trained.names), kind: kind)
    #expect(scores.alarmedRows.contains { (400..<406).contains($0) })
    // A network's bottleneck smears a wild value over other tags; it need not come first there.
    let named = scores.contributions(at: 410).map(\.tag)
    #expect(kind == .autoencoder ? named.contains(2) : named.first == 2, "\(named)")
  }

  @Test func `the alarm ends when the fault has ended`() {
    let calm = Trained.plantRows(seed: 71, count: 800)
    let rows = InjectedFault.bias.applied(to: calm, tag: 1, seed: 1)
    let alarmed = Trained.plain.scores(FrameBlock(rows, tags: Trained.names)).alarmedRows
    let last = alarmed.filter { $0 < 700 }.max() ?? 0
    #expect(last < InjectedFault.rows.upperBound + 120, "still alarmed at row \(last)")
  }

  @Test func `contributions are the largest shares, in order, and the autoencoder's score stands beside`() {
    let calm = Trained.plantRows(seed: 72, count: InjectedFault.rows.upperBound)
    let rows = InjectedFault.bias.applied(to: calm, tag: 4, seed: 1)
    let block = FrameBlock(rows, tags: Trained.names)
    let (scores, alone) = (Trained.plain.scores(block), Trained.plain.scores(block, kind: .autoencoder))
    #expect(scores.autoencoderScores == alone.scores)
    for row in 0..<block.count {
      let shares = scores.contributions(at: row).map(\.share)
      #expect(shares == shares.sorted(by: >))
      #expect(shares.reduce(0, +) < 1.0001)
      #expect(Set(scores.contributions(at: row).map(\.tag)).count == shares.count)
    }
  }
}
