extension LogPolicy {
  private static let byteLimit = 1 << 20

  /// Reads a policy file.
  public init(_ bytes: [UInt8]) throws(LogPolicyError) {
    guard bytes.count <= Self.byteLimit else { throw LogPolicyError(line: 0, problem: .tooLarge) }
    var reader = PolicyReader()
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      do throws(PolicyReader.Problem) {
        try reader.read(line)
      } catch {
        throw LogPolicyError(line: index + 1, problem: error)
      }
    }
    guard reader.hasQuorum else { throw LogPolicyError(line: 0, problem: .quorumCount) }
    self = reader.policy
  }
}

/// Takes a policy in line by line. Names are bytes, as the specification has it: no two spellings are equal.
private struct PolicyReader {
  typealias Problem = LogPolicyError.Problem

  var policy = LogPolicy()
  var hasQuorum = false
  private var positions: [[UInt8]: Int] = [:]
  private var grouped: Set<Int> = []

  mutating func read(_ line: ArraySlice<UInt8>) throws(Problem) {
    guard line.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else { throw .controlCharacter }
    let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { Array($0) }
    guard let keyword = words.first.map(shown), !keyword.hasPrefix("#") else { return }
    switch keyword {
    case "log" where (2...3).contains(words.count): try addLog(words[1])
    case "witness" where (3...4).contains(words.count): try addWitness(words[1], key: words[2])
    case "group" where words.count >= 4: try addGroup(words[1], threshold: shown(words[2]), members: words[3...])
    case "quorum" where words.count == 2: try setQuorum(words[1])
    case "log", "witness", "group", "quorum": throw .wordCount(keyword)
    default: throw .unknownKeyword(keyword)
    }
  }

  private mutating func addLog(_ text: [UInt8]) throws(Problem) {
    let key = try key(text)
    guard key.algorithm != .cosignature else { throw .keyType }
    guard !policy.logs.contains(where: { $0.publicKey == key.publicKey }) else { throw .duplicateKey }
    policy.logs.append(key)
  }

  private mutating func addWitness(_ name: [UInt8], key text: [UInt8]) throws(Problem) {
    let key = try key(text)
    guard key.algorithm == .cosignature else { throw .keyType }
    guard !policy.witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else { throw .duplicateKey }
    try define(name, as: .witness(policy.witnesses.count))
    policy.witnesses.append(LogPolicy.Witness(name: shown(name), key: key))
  }

  private mutating func addGroup(
    _ name: [UInt8], threshold: String, members: ArraySlice<[UInt8]>
  ) throws(Problem) {
    var chosen: [Int] = []
    for member in members {
      guard let position = positions[member] else { throw .undefinedName(shown(member)) }
      guard grouped.insert(position).inserted else { throw .memberTwice(shown(member)) }
      chosen.append(position)
    }
    let count: Int
    switch threshold {
    case "all": count = chosen.count
    case "any": count = 1
    default:
      guard let number = UInt64(canonicalDecimal: threshold), (1...UInt64(chosen.count)).contains(number) else {
        throw .threshold(threshold)
      }
      count = Int(number)
    }
    try define(name, as: .group(threshold: count, of: chosen))
  }

  private mutating func setQuorum(_ name: [UInt8]) throws(Problem) {
    guard !hasQuorum else { throw .quorumCount }
    hasQuorum = true
    guard shown(name) != "none" else { return }
    guard let position = positions[name] else { throw .undefinedName(shown(name)) }
    policy.quorum = position
  }

  private mutating func define(_ name: [UInt8], as member: LogPolicy.Member) throws(Problem) {
    guard shown(name) != "none", positions[name] == nil else { throw .nameTaken(shown(name)) }
    positions[name] = policy.members.count
    policy.members.append(member)
  }

  private func key(_ text: [UInt8]) throws(Problem) -> VerifierKey {
    do throws(NoteError) { return try VerifierKey(shown(text)) } catch { throw .key(error) }
  }

  private func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
