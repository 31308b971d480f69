import Testing
import TwinModel

@testable import TwinDetection

@Suite struct StreamTests {
  /// Series of both levels and an unknown one, gaps, repeated times, missing values, decimals that change, and rows
  /// without any value.
  static func motley(seed: UInt64, timed: Bool) -> FrameBlock {
    var random = SeededGenerator(seed: seed, stream: 3)
    var block = FrameBlock(tags: Trained.names)
    for part in 0..<5 {
      let series = ["near", "far", "unheard of", "near", "far"][part]
      var process = SimulatedProcess(seed: seed &+ UInt64(part), offset: series == "far" ? 50 : 0)
      process.decimals = [nil, 2, 1, 0, nil][part]
      var sequence = 0
      for row in 0..<(40 + Int(random.next() % 220)) {
        if row == 70 { process.decimals = nil }
        sequence += random.uniform() < 0.01 ? 40 : 1
        var values = process.next()
        for tag in values.indices where random.uniform() < 0.02 { values[tag] = .nan }
        if random.uniform() < 0.01 { values = values.map { _ in .nan } }
        if random.uniform() < 0.01 { values[1] = 1e30 }
        block.append(
          series: series, sequence: sequence,
          sourceTime: timed ? SourceTime(nanoseconds: Int64(sequence) * 86_400_000_000) : nil, values: values)
      }
    }
    return block
  }

  static func slice(_ block: FrameBlock, _ rows: Range<Int>) -> FrameBlock {
    var result = FrameBlock(tags: block.tags)
    for row in rows {
      let frame = block.frame(at: row)
      result.append(
        series: frame.series, sequence: frame.sequence, sourceTime: frame.sourceTime, values: frame.values)
    }
    return result
  }

  /// One by one: the truth.
  static func observed(_ block: FrameBlock, kind: AnomalyDetector.Kind) -> [Assessment] {
    var detector = AnomalyDetector(model: Trained.twoSeries, kind: kind)
    return (0..<block.count).map { detector.observe(block.frame(at: $0)) }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 47] as [UInt64], [true, false])
  func `any cut into blocks gives the bits of one frame after the other`(seed: UInt64, timed: Bool) {
    let kind = AnomalyDetector.Kind.allCases[Int(seed) % AnomalyDetector.Kind.allCases.count]
    let block = Self.motley(seed: seed, timed: timed)
    let truth = Self.observed(block, kind: kind)
    #expect(truth.contains { $0.isAlarm } && truth.contains { !$0.isAlarm }, "both sides of the threshold are compared")
    var random = SeededGenerator(seed: seed, stream: 4)
    for largest in [3, 70, 300, block.count] {
      for wantsContributions in [true, false] {
        var detector = AnomalyDetector(model: Trained.twoSeries, kind: kind)
        var result = ScoreBlock()
        var begin = 0
        while begin < block.count {
          let end = min(begin + 1 + Int(random.next() % UInt64(largest)), block.count)
          detector.score(
            Self.slice(block, begin..<end), wantsContributions: wantsContributions, into: &result)
          #expect(result.count == end - begin)
          for row in begin..<end {
            let expected = truth[row]
            #expect(result.scores[row - begin].bitPattern == expected.score.bitPattern, "row \(row)")
            #expect(result.autoencoderScores[row - begin].bitPattern == expected.autoencoderScore.bitPattern)
            let contributions = result.contributions(at: row - begin)
            #expect(contributions == (wantsContributions ? expected.contributions : []), "row \(row)")
          }
          begin = end
        }
      }
    }
  }

  @Test func `every channel of a row in a block has the bits of the row alone`() {
    let parameters = Trained.twoSeries.unit(for: "far").variants[0].parameters
    let (count, tags) = (200, Trained.names.count)
    for seed in 1...30 as ClosedRange<UInt64> {
      var process = SimulatedProcess(seed: seed, offset: 50)
      let values = process.rows(count).flatMap { $0 }
      var together = EnsembleEngine(parameters: parameters)
      let noClock = UnsafeBufferPointer<Double>(start: nil, count: 0)
      var alone = together
      values.withUnsafeBufferPointer { values in
        together.follow(values, seconds: noClock, rows: count, wantsEnergies: false)
        for row in 0..<count {
          alone.follow(
            UnsafeBufferPointer(rebasing: values[(row * tags)...]), seconds: noClock, rows: 1, wantsEnergies: false)
          for channel in Channel.all.indices {
            let expected = together.channels[row * Channel.all.count + channel]
            #expect(alone.channels[channel].bitPattern == expected.bitPattern, "seed \(seed), \(Channel.all[channel])")
          }
        }
      }
      #expect(alone.driftMeans == together.driftMeans)
    }
  }

  @Test func `blocks and frames can be mixed`() {
    let block = Self.motley(seed: 9, timed: false)
    let truth = Self.observed(block, kind: .ensemble)
    var detector = AnomalyDetector(model: Trained.twoSeries)
    var result = ScoreBlock()
    for begin in stride(from: 0, to: block.count - 50, by: 50) {
      if begin % 100 == 0 {
        detector.score(Self.slice(block, begin..<begin + 50), into: &result)
        #expect(result.scores == truth[begin..<begin + 50].map(\.score))
      } else {
        for row in begin..<begin + 50 {
          let assessment = detector.observe(block.frame(at: row))
          #expect(assessment == truth[row])
        }
      }
    }
  }

  @Test func `a series that begins anew, or after a gap, begins without a past`() {
    let rows = Trained.plantRows(seed: 31, count: 200)
    let fault = rows.map { $0.map { $0 + 30 } }
    var block = FrameBlock(fault, tags: Trained.names, series: "faulty")
    let begin = block.count
    for (index, row) in rows.enumerated() {
      block.append(series: "fresh", sequence: index, sourceTime: nil, values: row)
    }
    let scores = Trained.plain.scores(block)
    let alone = Trained.plain.scores(FrameBlock(rows, tags: Trained.names, series: "fresh"))
    #expect(Array(scores.scores[begin...]) == alone.scores)
    #expect(scores.isAlarm(at: begin - 1), "there was an alarm to forget")

    var gapped = FrameBlock(tags: Trained.names)
    for (index, row) in (fault + rows).enumerated() {
      gapped.append(series: "plant", sequence: index < 200 ? index : index + 100, sourceTime: nil, values: row)
    }
    let after = Trained.plain.scores(gapped)
    #expect(Array(after.scores[200...]) == alone.scores)
  }

  @Test(arguments: [
    [Int.min, .max, .min, 0], [0, .max / 2, .max, .min], [.max, .min, .max, .min], [5, 5, 5, 5], [3, 2, 1, 0],
  ])
  func `hostile sequence numbers and times end in scores`(sequences: [Int]) {
    let rows = Trained.plantRows(seed: 32, count: sequences.count)
    for timed in [true, false] {
      var block = FrameBlock(tags: Trained.names)
      for (sequence, row) in zip(sequences, rows) {
        block.append(
          series: "plant", sequence: sequence,
          sourceTime: timed ? SourceTime(nanoseconds: Int64(sequence)) : nil, values: row)
      }
      let scores = Trained.plain.scores(block)
      #expect(scores.count == sequences.count)
      #expect(scores.scores.allSatisfy { !$0.isNaN })
      let observed = Self.observed(block, kind: .ensemble)
      #expect(observed.count == sequences.count)
    }
  }

  @Test(arguments: [Double.infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, -0.0])
  func `hostile values end in scores`(value: Double) {
    var rows = Trained.plantRows(seed: 33, count: 40)
    for index in 10..<20 { rows[index] = rows[index].map { _ in value } }
    let scores = Trained.plain.scores(FrameBlock(rows, tags: Trained.names))
    #expect(scores.scores.allSatisfy { !$0.isNaN && $0 >= 0 })
    #expect(scores.topShares.allSatisfy { (0...1.0001).contains($0) })
    #expect(scores.isAlarm(at: 19))
  }

  @Test func `an empty block gives no scores`() {
    #expect(Trained.plain.scores(FrameBlock(tags: Trained.names)).count == 0)
  }
}
