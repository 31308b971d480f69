public import TwinLedger

/// Clients that wait until their entries are final. Keyed by leaf: one entry may be waited for by several.
struct Submissions<Client> {
  /// Where one entry of one request stands.
  private struct Wait {
    let request: Int
    let position: Int
  }

  /// A request whose entries are all final.
  struct Finished {
    /// Who asked.
    let client: Client
    /// The client's number for it.
    let number: UInt64
    /// Shape `[entry]`: positions in the log.
    let indices: [UInt64]
    /// Whether proofs were asked for.
    let wantsProof: Bool
  }

  private struct Request {
    let client: Client
    let number: UInt64
    let wantsProof: Bool
    var indices: [UInt64]
    var missing: Int
  }

  private var requests: [Int: Request] = [:]
  private var waits: [Digest32: [Wait]] = [:]
  private var next = 0

  /// Requests that wait.
  var count: Int { requests.count }

  /// Notes that a client waits for these entries.
  mutating func add(_ number: UInt64, entries: [Entry], wantsProof: Bool, client: Client) {
    requests[next] = Request(
      client: client, number: number, wantsProof: wantsProof, indices: Array(repeating: 0, count: entries.count),
      missing: entries.count)
    for (position, entry) in entries.enumerated() {
      waits[entry.leaf, default: []].append(Wait(request: next, position: position))
    }
    next += 1
  }

  /// Tells what became final, in log order.
  ///
  /// - Parameter first: position in the log of the first of them.
  /// - Returns: requests that wait for nothing more, in the order in which they were completed.
  mutating func settle(_ entries: [Entry], first: UInt64) -> [Finished] {
    guard !waits.isEmpty else { return [] }
    var finished: [Finished] = []
    for (offset, entry) in entries.enumerated() {
      for wait in waits.removeValue(forKey: entry.leaf) ?? [] {
        guard var request = requests[wait.request] else { continue }
        request.indices[wait.position] = first + UInt64(offset)
        request.missing -= 1
        requests[wait.request] = request.missing == 0 ? nil : request
        guard request.missing == 0 else { continue }
        finished.append(
          Finished(
            client: request.client, number: request.number, indices: request.indices, wantsProof: request.wantsProof))
      }
    }
    return finished
  }

  /// Forgets a client that left.
  mutating func forget(where hasLeft: (Client) -> Bool) {
    let gone = requests.filter { hasLeft($0.value.client) }.map(\.key)
    for key in gone { requests[key] = nil }
    guard !gone.isEmpty else { return }
    for (leaf, list) in waits {
      let left = list.filter { requests[$0.request] != nil }
      waits[leaf] = left.isEmpty ? nil : left
    }
  }
}
