/// What a marked entry says.
public enum ConsensusEntry: Sendable, Hashable {
  /// A change of the member set.
  case reconfiguration(Reconfiguration)
  /// Proof that a member signed two things it must not both sign.
  case evidence(EquivocationEvidence)
}

extension Entry {
  private static let reconfigurationCode: UInt8 = 1
  private static let evidenceCode: UInt8 = 2

  /// The entry that changes the members.
  public init?(_ reconfiguration: Reconfiguration) {
    self.init(code: Self.reconfigurationCode) { reconfiguration.write(to: &$0) }
  }

  /// The entry that holds evidence.
  public init?(_ evidence: EquivocationEvidence) {
    self.init(code: Self.evidenceCode) { evidence.write(to: &$0) }
  }

  private init?(code: UInt8, _ write: (inout WireWriter) -> Void) {
    var writer = WireWriter(bytes: Self.mark)
    writer.byte(code)
    write(&writer)
    self.init(writer.bytes)
  }

  /// What a marked entry says; throws where its bytes are not the canonical encoding of anything.
  public func consensusEntry() throws(WireError) -> ConsensusEntry {
    var reader = WireReader(bytes)
    _ = try reader.raw(Self.mark.count)
    let entry: ConsensusEntry
    switch try reader.byte() {
    case Self.reconfigurationCode: entry = .reconfiguration(try Reconfiguration(from: &reader))
    case Self.evidenceCode: entry = .evidence(try EquivocationEvidence(from: &reader))
    case let code: throw .unknown(what: "entry", code: UInt64(code))
    }
    try reader.finish()
    return entry
  }
}
