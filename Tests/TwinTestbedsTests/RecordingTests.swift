import Testing
import TwinModel
import TwinTestbeds

struct RecordingTests {
  @Test func `one seed gives the same bits and another seed others`() {
    let first = Array(WaterCell.recording(seed: 1, hours: 6))
    #expect(first == Array(WaterCell.recording(seed: 1, hours: 6)))
    #expect(first != Array(WaterCell.recording(seed: 2, hours: 6)))
  }

  @Test func `rows are evenly spaced, blocks are bounded, and nothing is lost between blocks`() {
    let recording = WaterCell.recording(seed: 1, hours: 10, rowPeriod: 30)
    let blocks = Array(recording)
    #expect(blocks.map(\.count) == [512, 512, 176])
    #expect(blocks.flatMap(\.sequences) == Array(0..<1200))
    let times = blocks.flatMap(\.sourceTimes)
    #expect(zip(times.dropFirst(), times).allSatisfy { $0.seconds(since: $1) == 30 })
    #expect(blocks.allSatisfy { $0.labels.count == $0.count && !$0.labels.contains(true) && $0.tags == recording.tags })
  }

  @Test func `an empty recording has no rows`() {
    #expect(Array(WaterCell.recording(seed: 1, hours: 0)).isEmpty)
  }

  @Test func `labels begin with the attack and last until its consequences are over`() throws {
    let flood = try WaterCell.flood(start: 8 * 3600, seed: 1)
    var rows: [(time: Double, label: Bool, event: String, level: Double)] = []
    for block in WaterCell.recording(seed: 1, hours: 16, attacks: [flood], rowPeriod: 10) {
      for row in 0..<block.count {
        rows.append((Double(block.sequences[row]) * 10, block.labels[row], block.events[row], block.values[row * 8]))
      }
    }
    let labelled = rows.filter(\.label)
    #expect(labelled.first?.time == 8 * 3600 && labelled.allSatisfy { $0.event == "flood" })
    let end = try #require(labelled.last?.time)
    #expect(end > flood.truth.end && end < flood.truth.end + 3 * 3600)
    #expect(rows.allSatisfy { $0.label != $0.event.isEmpty })
    #expect(rows.filter { !$0.label }.allSatisfy { $0.level < 0.86 })
  }

  @Test func `the demonstration has a normal recording without labels and a test with two events`() throws {
    let demonstration = Demonstration(seed: 7, normalDays: 1)
    let normal = Array(demonstration.normal)
    #expect(normal.map(\.count).reduce(0, +) == 2880 && normal.allSatisfy { $0.labels.isEmpty && $0.events.isEmpty })
    let test = demonstration.test
    #expect(test.truths.map(\.id) == ["flood", "false-level"])
    let events = Array(test).flatMap(\.events)
    var runs = events.isEmpty ? [] : [events[0]]
    for event in events where event != runs.last { runs.append(event) }
    #expect(runs == ["", "flood", "", "false-level", ""])
    let share = Double(events.count { !$0.isEmpty }) / Double(events.count)
    #expect(share > 0.03 && share < 0.2)
  }

  @Test func `a site inferred from a day of the cell knows its tags`() {
    let recording = WaterCell.recording(seed: 1, hours: 24)
    var inference = SiteInference(tags: recording.tags)
    for block in recording { inference.observe(block) }
    let site = inference.site(id: "cell")
    for tag in WaterCell.site.tags {
      let found = site.tag(named: tag.name)
      #expect(found?.kind == tag.kind && found?.quantity == tag.quantity)
      #expect(found?.quantisation == tag.quantisation)
    }
    #expect(site.assets.map(\.id).sorted() == ["FIT101", "FIT201", "FIT301", "MV101", "P101", "P301", "T101", "T301"])
  }
}
