import Testing

@testable import TwinLedger

@Suite struct WriteAheadTests {
  private let chain = Digest32(sha256: Array("chain".utf8))
  private let key: [UInt8] = [1, 2, 3]

  /// Votes with a certificate and a proposal between them; all but the last two synchronised.
  private func log(_ cluster: Cluster, votes: Int = 10) throws -> (
    bytes: [UInt8], acknowledged: [WriteAheadRecord], all: [WriteAheadRecord]
  ) {
    var (segment, bytes) = WriteAheadSegment.create(chainID: chain, publicKey: key, records: [], capacity: 8_192)
    var all: [WriteAheadRecord] = []
    var acknowledged: [WriteAheadRecord] = []
    for view in 1...UInt64(votes) {
      if view == 3 { all.append(.certificate(epoch: 0, cluster.certificate(.skip, view: 2))) }
      if view == 4 { all.append(.proposal(cluster.proposal(view: 4, text: [String(repeating: "x", count: 700)]))) }
      all.append(.vote(epoch: 0, kind: .skip, view: view, hash: .zero))
    }
    for (place, record) in all.enumerated() {
      let writes = segment.append(record)
      for write in try #require(writes) {
        bytes.replaceSubrange(write.offset..<write.offset + write.bytes.count, with: write.bytes)
      }
      if place < all.count - 2 {
        segment.synchronized()
        acknowledged.append(record)
      }
    }
    return (bytes, acknowledged, all)
  }

  private func isVote(_ record: WriteAheadRecord) -> Bool { if case .vote = record { true } else { false } }

  @Test func `CRC-32C gives the values of RFC 3720, appendix B.4`() {
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum([UInt8](repeating: 0xff, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum(Array(0..<32)) == 0x46DD_794E)
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test func `What was written is read, and every vote lies within one sector`() throws {
    let (bytes, _, all) = try log(Cluster())
    #expect(try WriteAheadScan.recollect(bytes, chainID: chain, publicKey: key, nonce: 1) == .intact(all))
    var segment = WriteAheadSegment.create(chainID: chain, publicKey: key, records: [], capacity: 1 << 16).segment
    while let writes = segment.append(.vote(epoch: 0, kind: .skip, view: 1, hash: .zero)) {
      #expect(writes.count == 2)
      #expect(writes.allSatisfy { $0.offset / 512 == ($0.offset + $0.bytes.count - 1) / 512 })
    }
  }

  @Test func `One flipped bit anywhere loses no vote`() throws {
    let (bytes, _, all) = try log(Cluster())
    let votes = all.filter(isVote)
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 1 << UInt8(place % 8)
      guard case .intact(let records) = try WriteAheadScan.recollect(damaged, chainID: chain, publicKey: key, nonce: 1)
      else {
        Issue.record("byte \(place)")
        continue
      }
      #expect(Set(records.filter(isVote)) == Set(votes), "byte \(place)")
    }
  }

  @Test func `A log cut at any byte is damaged, or asks, or has every acknowledged vote`() throws {
    let (bytes, acknowledged, _) = try log(Cluster())
    var verdicts: [String: Int] = [:]
    for count in 0..<bytes.count {
      switch try WriteAheadScan.recollect(Array(bytes[..<count]), chainID: chain, publicKey: key, nonce: 1) {
      case .intact(let records):
        #expect(Set(acknowledged.filter(isVote)).isSubset(of: Set(records)), "cut at \(count)")
        verdicts["intact", default: 0] += 1
      case .damaged: verdicts["damaged", default: 0] += 1
      case .tornTail, .firstStart: verdicts["torn", default: 0] += 1
      }
    }
    #expect(verdicts["damaged"] ?? 0 > 1_000 && verdicts["intact"] ?? 0 > 1_000, "\(verdicts)")
  }

  @Test func `A vote whose copies are both bad is damage where a later record says it was durable`() throws {
    let (bytes, _, all) = try log(Cluster())
    func breaking(_ view: UInt64) -> [UInt8] {
      var damaged = bytes
      let body = WriteAheadRecord.vote(epoch: 0, kind: .skip, view: view, hash: .zero).body
      for place in 0..<bytes.count - body.count where Array(bytes[place..<place + body.count]) == body {
        damaged[place] ^= 1
      }
      return damaged
    }
    #expect(try WriteAheadScan.recollect(breaking(5), chainID: chain, publicKey: key, nonce: 1) == .damaged)
    // The last vote was never acknowledged: an interrupted write, as every crash may leave it.
    #expect(
      try WriteAheadScan.recollect(breaking(10), chainID: chain, publicKey: key, nonce: 1) == .intact(all.dropLast()))
  }

  @Test func `A bad body at the end is a bad end where the mirror was cut`() throws {
    let (bytes, _, all) = try log(Cluster())
    let body = WriteAheadRecord.vote(epoch: 0, kind: .skip, view: 10, hash: .zero).body
    let place = try #require(bytes.indices.first { Array(bytes[$0...].prefix(body.count)) == body })
    var damaged = Array(bytes[..<(WriteAheadSegment.mirrorStart(of: bytes.count) + 2)])
    damaged[place + body.count - 1] ^= 1
    // Both copies of the last vote are gone, and nobody knows whether it was acknowledged.
    #expect(
      try WriteAheadScan.recollect(damaged, chainID: chain, publicKey: key, nonce: 1)
        == .tornTail(all.dropLast(), nonce: 1))
  }

  @Test func `The file of another chain or key is refused`() throws {
    let (bytes, _, _) = try log(Cluster())
    #expect(throws: WriteAheadError.otherChain) {
      try WriteAheadScan.recollect(bytes, chainID: .zero, publicKey: key, nonce: 1)
    }
    #expect(throws: WriteAheadError.otherKey) {
      try WriteAheadScan.recollect(bytes, chainID: chain, publicKey: [9], nonce: 1)
    }
  }

  @Test func `A file begun with records holds them and room for as many more`() throws {
    let cluster = try Cluster()
    let records = (1...100).map { WriteAheadRecord.certificate(epoch: 0, cluster.certificate(.skip, view: $0)) }
    let (segment, content) = WriteAheadSegment.create(chainID: chain, publicKey: key, records: records, capacity: 512)
    #expect(content.count == segment.capacity)
    #expect(try WriteAheadScan.recollect(content, chainID: chain, publicKey: key, nonce: 1) == .intact(records))
    var later = segment
    #expect(records.allSatisfy { later.append($0) != nil })
  }
}
