import Foundation
import Testing
import TwinLedger

@testable import TwinNode

/// The file of final blocks, and the index beside it.
@Suite struct BlockStoreTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/blocks" }

  @Test func `Blocks come back as they were, one by one and in runs`() throws {
    let chain = Chain([1, 0, 3, 2, 0, 700, 1])
    let store = try BlockStore(path: path)
    try store.append(Array(chain.blocks[..<3]))
    try store.append(Array(chain.blocks[3...]))
    for again in [store, try BlockStore(path: path)] {
      #expect(again.height == 7)
      #expect(try (1...7).map { try again.block(at: $0) } == chain.blocks)
      #expect(try again.blocks(after: 0, bytes: .max, count: .max) == chain.blocks)
      #expect(try again.blocks(after: 2, bytes: .max, count: 2) == Array(chain.blocks[2..<4]))
      #expect(try again.blocks(after: 4, bytes: 1, count: 9) == [chain.blocks[4]])
      #expect(try again.blocks(after: 5, bytes: 1, count: 9) == [chain.blocks[5]])
      #expect(try again.blocks(after: 7, bytes: .max, count: 9).isEmpty)
      #expect(try again.blocks(after: .max, bytes: .max, count: 9).isEmpty)
      #expect(again.firstHeight(beyondLogSize: 0) == 1 && again.firstHeight(beyondLogSize: 1) == 3)
      #expect(again.firstHeight(beyondLogSize: 705) == 6 && again.firstHeight(beyondLogSize: 707) == nil)
    }
  }

  @Test func `The first block of an epoch is found`() throws {
    var chain = Chain([1, 1, 1])
    chain.append(1, epoch: 1)
    chain.append(1, epoch: 1)
    chain.append(1, epoch: 4)
    let store = try BlockStore(path: path)
    try store.append(chain.blocks)
    #expect((0...5).map { store.firstHeight(inEpoch: $0) } == [1, 4, 6, 6, 6, nil])
  }

  @Test func `A file cut anywhere keeps every whole block, and goes on`() throws {
    let chain = Chain([1, 2, 0, 1])
    let store = try BlockStore(path: path)
    var ends: [Int] = [0]
    for block in chain.blocks {
      try store.append([block])
      ends.append(try #require(FileManager.default.contents(atPath: path)).count)
    }
    let whole = try #require(FileManager.default.contents(atPath: path))
    let index = try #require(FileManager.default.contents(atPath: path + ".index"))
    let lengths = Set(ends.flatMap { [$0 - 1, $0, $0 + 1, $0 + 4, $0 + 140, $0 + 200] } + [whole.count / 3])
    for length in lengths.sorted() where (0...whole.count).contains(length) {
      let place = folder.path + "/cut-\(length)"
      try whole.prefix(length).write(to: URL(filePath: place))
      // The index may have reached the disk before the blocks, or not at all.
      if length % 2 == 0 { try index.write(to: URL(filePath: place + ".index")) }
      let cut = try BlockStore(path: place)
      let kept = ends.lastIndex { $0 <= length } ?? 0
      #expect(cut.height == UInt64(kept), "cut to \(length)")
      try cut.append(Array(chain.blocks[kept...]))
      #expect(try BlockStore(path: place).blocks(after: 0, bytes: .max, count: .max) == chain.blocks)
    }
  }

  @Test func `An index that says anything is made anew from the blocks`() throws {
    // More blocks than are looked at one by one at each start.
    let chain = Chain([Int](repeating: 1, count: 700))
    try BlockStore(path: path, stride: 200).append(chain.blocks)
    let index = try #require(FileManager.default.contents(atPath: path + ".index"))
    var spoiled: [Data] = [Data(), index.prefix(1000), index.dropLast(10), Data(repeating: 0xFF, count: index.count)]
    spoiled.append(Data(repeating: 0, count: index.count))
    spoiled.append(index.prefix(50 * 24) + Data(repeating: 0, count: index.count - 50 * 24))
    spoiled.append(index + Data(repeating: 7, count: 2400))
    for content in spoiled {
      try content.write(to: URL(filePath: path + ".index"))
      let store = try BlockStore(path: path, stride: 200)
      #expect(store.height == UInt64(chain.blocks.count))
      for height in [1, 51, 299, 300, 301, chain.blocks.count] {
        #expect(try store.block(at: UInt64(height)) == chain.blocks[height - 1])
      }
      #expect(FileManager.default.contents(atPath: path + ".index") == index)
    }
  }
}
