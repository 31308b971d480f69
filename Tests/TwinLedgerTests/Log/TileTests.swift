import Testing
import TwinLedger

/// Names and contents of a log's static files.
@Suite struct TileTests {
  @Test(arguments: [
    (TileCoordinate(.hashes(level: 0), number: 0), "tile/0/000"),
    (TileCoordinate(.hashes(level: 1), number: 1_234_067), "tile/1/x001/x234/067"),
    (TileCoordinate(.hashes(level: 63), number: 999, width: 255), "tile/63/999.p/255"),
    (TileCoordinate(.entries, number: 1000, width: 1), "tile/entries/x001/000.p/1"),
    (
      TileCoordinate(.entries, number: .max),
      "tile/entries/x018/x446/x744/x073/x709/x551/615"
    ),
  ]) func `a path says content, number and width, and is read back`(coordinate: TileCoordinate, path: String) {
    #expect(coordinate.path == path)
    #expect(TileCoordinate(path: path) == coordinate)
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/64/000", "tile/-1/000",
    "tile/+1/000", "tile/0/x000/001", "tile/0/001/000", "tile/0/x001/x000", "tile/0/000.p/0", "tile/0/000.p/256",
    "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/", "tile/0/000/1", "tile/data/000", "tile/entries/xx1/000",
    "tile/entries/x018/x446/x744/x073/x709/x551/616", "tile/0/000.p/1/2", "/tile/0/000", "tile/0/٣٣٣",
  ]) func `any other path is none`(path: String) {
    #expect(TileCoordinate(path: path) == nil)
  }

  @Test func `a tree of 70,000 and one of 256 have the files that the specification names`() {
    func tiles(_ level: Int, _ size: UInt64) -> [UInt64] {
      let (full, partial) = TileCoordinate.tiles(of: .hashes(level: level), size: size)
      return [full, UInt64(partial)]
    }
    #expect((0...3).map { tiles($0, 70_000) } == [[273, 112], [1, 17], [0, 1], [0, 0]])
    #expect((0...2).map { tiles($0, 256) } == [[1, 0], [0, 1], [0, 0]])
    #expect(tiles(63, .max) == [0, 0] && tiles(7, .max) == [0, 255])
    #expect(TileCoordinate.tiles(of: .entries, size: 70_000) == (273, 112))
  }

  @Test func `bundles give back their entries, and hostile bytes an error`() throws {
    let entries: [[UInt8]] = [[], [1], [UInt8](repeating: 7, count: 65_535)]
    let bytes = EntryBundle.encode(entries)
    #expect(try EntryBundle.decode(bytes, width: 3) == entries)
    #expect(throws: TileError.surplusBytes(65_537)) { try EntryBundle.decode(bytes, width: 2) }
    #expect(throws: TileError.width(expected: 4, got: 3)) { try EntryBundle.decode(bytes, width: 4) }
    #expect(throws: TileError.truncatedEntry(2)) { try EntryBundle.decode(Array(bytes.dropLast()), width: 3) }
    #expect(throws: TileError.truncatedEntry(0)) { try EntryBundle.decode([0], width: 1) }
    #expect(throws: TileError.byteCount(expected: 32, got: 31)) {
      try HashTile.decode([UInt8](repeating: 0, count: 31), width: 1)
    }
  }
}
