import TwinModel

extension SimulatedDisk {
  /// The power fails: what was not synced is lost, or some of it survives, sector by sector and name by name.
  mutating func crash(using random: inout SeededGenerator) {
    let isTorn = random.happens(perMillion: behaviour.tornPerMillion)
    // What is being done at the moment may have got some way.
    if isTorn, let current = inFlight.first?.operation {
      switch current {
      case .sync, .syncDirectory: break
      default: try? apply(current)
      }
    }
    inFlight.removeAll()
    busyUntil = 0
    directory.crash { _ in isTorn && random.next() & 1 == 0 }
    let sector = behaviour.sectorBytes
    for index in files.indices {
      files[index].crash { change in isTorn ? Self.survivors(of: change, sectorBytes: sector, &random) : [] }
    }
  }

  /// The sectors of one change that reach the medium: each by a toss, and once in four the last of them only in part.
  private static func survivors(
    of change: SimulatedFile.Change, sectorBytes: Int, _ random: inout SeededGenerator
  ) -> [SimulatedFile.Change] {
    guard case .bytes(let offset, let bytes) = change else { return random.next() & 1 == 0 ? [change] : [] }
    var pieces: [SimulatedFile.Change] = []
    var start = 0
    while start < bytes.count {
      let sectorEnd = ((offset + start) / sectorBytes + 1) * sectorBytes - offset
      let end = min(bytes.count, sectorEnd)
      switch random.below(4) {
      case 0, 1: pieces.append(.bytes(offset: offset + start, Array(bytes[start..<end])))
      case 2: break
      default:
        let cut = start + random.index(below: end - start + 1)
        if cut > start { pieces.append(.bytes(offset: offset + start, Array(bytes[start..<cut]))) }
      }
      start = end
    }
    return pieces
  }
}
