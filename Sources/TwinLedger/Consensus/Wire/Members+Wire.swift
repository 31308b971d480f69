extension MemberSet {
  static func write(_ members: [Member], to writer: inout WireWriter) {
    writer.uint16(members.count)
    for member in members {
      writer.short(Array(member.id.description.utf8))
      writer.short(Array(member.address.utf8))
      writer.byte(member.algorithm.rawValue)
      writer.short(member.publicKey)
    }
  }

  init(from reader: inout WireReader) throws(WireError) {
    let count = try reader.uint16()
    guard count <= Self.maximumCount else {
      throw .tooLarge(what: "members", value: UInt64(count), limit: UInt64(Self.maximumCount))
    }
    var members: [Member] = []
    for _ in 0..<count { members.append(try Member(from: &reader)) }
    guard zip(members, members.dropFirst()).allSatisfy({ $0.id < $1.id }) else {
      throw .notCanonical("members are ordered by name")
    }
    do { try self.init(members, unsafeSingle: true) } catch { throw .notCanonical("no member set: \(error)") }
  }
}

extension Member {
  init(from reader: inout WireReader) throws(WireError) {
    guard let name = String(validating: try reader.short("name", limit: 32), as: UTF8.self), let id = NodeID(name)
    else { throw .notCanonical("a member's name") }
    guard let address = String(validating: try reader.short("address", limit: 255), as: UTF8.self) else {
      throw .notCanonical("a member's address")
    }
    let code = try reader.byte()
    guard let algorithm = VoteAlgorithm(rawValue: code) else { throw .unknown(what: "algorithm", code: UInt64(code)) }
    self.init(id: id, address: address, algorithm: algorithm, publicKey: try reader.short("key", limit: 4_096))
  }
}

extension Reconfiguration {
  func write(to writer: inout WireWriter) {
    MemberSet.write(members.members, to: &writer)
    approvals.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    let members = try MemberSet(from: &reader)
    self.init(members: members, approvals: try Certificate(from: &reader))
  }
}
