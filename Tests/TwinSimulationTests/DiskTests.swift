import Testing
import TwinModel

@testable import TwinSimulation

/// A disk and the operations on it, each run to its end.
private struct Bench {
  var disk: SimulatedDisk
  var random: SeededGenerator
  var stamp: UInt32 = 0

  init(seed: UInt64 = 1, behaviour: DiskBehaviour = DiskBehaviour(tornPerMillion: 0)) {
    disk = SimulatedDisk(behaviour: behaviour)
    random = SeededGenerator(seed: seed)
  }

  @discardableResult
  mutating func ask(_ operation: DiskOperation) -> UInt32 {
    stamp += 1
    _ = disk.submit(operation, token: UInt64(stamp), stamp: stamp, at: 0, using: &random)
    return stamp
  }

  @discardableResult
  mutating func run(_ operation: DiskOperation) -> DiskError? { disk.complete(stamp: ask(operation))?.failure }

  mutating func crash() { disk.crash(using: &random) }
}

private func expect<Value: Equatable>(
  _ value: Value, _ expected: Value, location: SourceLocation = #_sourceLocation
) {
  #expect(value == expected, sourceLocation: location)
}

private let record: [UInt8] = Array("a record of twenty-six bytes".utf8)

@Suite struct `A simulated disk` {
  @Test func `what was synced with its folder survives a crash, what was not is lost`() {
    var bench = Bench()
    bench.run(.append(path: "wal/1", bytes: record))
    bench.run(.sync(path: "wal/1"))
    bench.run(.syncDirectory(path: "wal"))
    bench.run(.append(path: "wal/1", bytes: [1, 2, 3]))
    #expect(bench.disk.read("wal/1") == record + [1, 2, 3])
    bench.crash()
    #expect(bench.disk.read("wal/1") == record)
  }

  @Test func `a file whose folder was not synced loses its name, whatever its bytes`() {
    var bench = Bench()
    bench.run(.append(path: "wal/1", bytes: record))
    bench.run(.sync(path: "wal/1"))
    bench.run(.syncDirectory(path: "elsewhere"))
    bench.crash()
    #expect(bench.disk.read("wal/1") == nil)
    #expect(bench.disk.paths == [])
  }

  @Test func `a rename is durable only after the folder is`() {
    for synced in [false, true] {
      var bench = Bench()
      bench.disk.restore("state", [1])
      bench.run(.append(path: "state.new", bytes: [2]))
      bench.run(.sync(path: "state.new"))
      bench.run(.rename(from: "state.new", to: "state"))
      if synced { bench.run(.syncDirectory(path: "")) }
      #expect(bench.disk.read("state") == [2])
      bench.crash()
      #expect(bench.disk.read("state") == (synced ? [2] : [1]))
      #expect(bench.disk.paths == ["state"])
    }
  }

  @Test func `a sync under way at the crash promises nothing`() {
    var bench = Bench()
    bench.disk.restore("f", [])
    bench.ask(.append(path: "f", bytes: [1]))
    bench.ask(.sync(path: "f"))
    expect(bench.disk.complete(stamp: 1), DiskCompletion(token: 1))
    var cut = bench
    cut.crash()
    #expect(cut.disk.read("f") == [])
    expect(cut.disk.complete(stamp: 2), nil)
    expect(bench.disk.complete(stamp: 2), DiskCompletion(token: 2))
    bench.crash()
    #expect(bench.disk.read("f") == [1])
  }

  @Test func `operations are done in their order, and what waits is swept away by a crash`() {
    let asked: [DiskOperation] = [
      .append(path: "new", bytes: [1]), .sync(path: "new"), .rename(from: "new", to: "f"), .syncDirectory(path: ""),
    ]
    for done in 0...asked.count {
      for seed in 0..<20 as Range<UInt64> {
        var bench = Bench(seed: seed, behaviour: DiskBehaviour(tornPerMillion: 1_000_000))
        bench.disk.restore("f", [0])
        for operation in asked { bench.ask(operation) }
        for stamp in 0..<done { expect(bench.disk.complete(stamp: UInt32(stamp + 1))?.failure, nil) }
        bench.crash()
        let left = bench.disk.read("f")
        #expect(left == [0] || left == [1], "old or new, never torn")
        if done == asked.count { #expect(left == [1]) }
        if done < 2 { #expect(left == [0]) }
      }
    }
  }

  @Test func `a torn crash leaves every mixture of sectors, and never touches what was synced`() {
    let before = [UInt8](repeating: 7, count: 700)
    let after = [UInt8](repeating: 9, count: 1_500)
    var lengths: Set<Int> = []
    var holes = 0
    for seed in 0..<400 as Range<UInt64> {
      var bench = Bench(seed: seed, behaviour: DiskBehaviour(tornPerMillion: 1_000_000))
      bench.disk.restore("f", before)
      bench.run(.append(path: "f", bytes: after))
      bench.crash()
      let left = bench.disk.read("f") ?? []
      #expect(left.starts(with: before))
      #expect(left.dropFirst(700).allSatisfy { $0 == 9 || $0 == 0 })
      lengths.insert(left.count)
      if left.dropFirst(700).contains(0) { holes += 1 }
    }
    #expect(lengths.contains(700), "all lost")
    #expect(lengths.contains(2_200), "the last sector kept")
    #expect(lengths.count > 50, "cut inside a sector")
    #expect(holes > 20, "a later sector kept without an earlier one")
  }

  @Test func `names survive a torn crash in any selection`() {
    var outcomes: Set<[String]> = []
    for seed in 0..<100 as Range<UInt64> {
      var bench = Bench(seed: seed, behaviour: DiskBehaviour(tornPerMillion: 1_000_000))
      bench.run(.create(path: "a"))
      bench.run(.create(path: "b"))
      bench.crash()
      outcomes.insert(bench.disk.paths)
    }
    #expect(outcomes == [[], ["a"], ["b"], ["a", "b"]])
  }

  @Test func `a full disk writes what fits, says how much, and takes the rest after a truncation`() {
    var bench = Bench(behaviour: DiskBehaviour(capacity: 10, tornPerMillion: 0))
    expect(bench.run(.append(path: "f", bytes: [1, 2, 3, 4, 5, 6, 7, 8])), nil)
    expect(bench.run(.append(path: "f", bytes: [9, 9, 9])), .full(written: 2))
    #expect(bench.disk.read("f")?.count == 10)
    expect(bench.run(.write(path: "f", offset: 0, bytes: [0])), nil)
    expect(bench.run(.truncate(path: "f", count: 8)), nil)
    expect(bench.run(.append(path: "f", bytes: [9, 9])), nil)
  }

  @Test func `after a failed sync the bytes are readable and gone at the crash, even if a later sync succeeds`() {
    var bench = Bench()
    bench.disk.restore("f", [])
    bench.disk.failingSyncs = 1
    bench.run(.append(path: "f", bytes: [1]))
    expect(bench.run(.sync(path: "f")), .inputOutput)
    #expect(bench.disk.read("f") == [1])
    bench.run(.append(path: "f", bytes: [2]))
    expect(bench.run(.sync(path: "f")), nil)
    bench.crash()
    #expect(bench.disk.read("f") == [0, 2])
  }

  @Test func `a missing file is said to be missing`() {
    var bench = Bench()
    for operation: DiskOperation in [
      .sync(path: "f"), .truncate(path: "f", count: 0), .rename(from: "f", to: "g"), .remove(path: "f"),
    ] {
      expect(bench.run(operation), .noSuchFile)
    }
  }

  @Test func `a flipped byte stays flipped across a crash`() {
    var bench = Bench()
    bench.disk.restore("f", [1, 2, 3])
    let flips = [
      bench.disk.flip("f", at: 1, mask: 0x80), bench.disk.flip("f", at: 3, mask: 0x80),
      bench.disk.flip("g", at: 0, mask: 1),
    ]
    #expect(flips == [true, false, false])
    bench.crash()
    #expect(bench.disk.read("f") == [1, 0x82, 3])
  }

  @Test func `a slow disk takes its factor longer`() {
    var bench = Bench(behaviour: DiskBehaviour(writeDelay: .constant(5), syncDelay: .constant(100)))
    bench.disk.slowness = 20
    expect(bench.disk.submit(.create(path: "f"), token: 0, stamp: 1, at: 1_000, using: &bench.random), 1_100)
    expect(bench.disk.submit(.sync(path: "f"), token: 0, stamp: 2, at: 1_000, using: &bench.random), 3_100)
  }
}
