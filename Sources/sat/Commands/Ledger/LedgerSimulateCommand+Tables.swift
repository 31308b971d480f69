internal import ArgumentParser
internal import TwinLedger

extension LedgerSimulateCommand {
  // MARK: --mutations

  private struct MutationRow: Encodable {
    var rule: String
    var worlds: String
    var count: Int
    @OrNull var judge: String?
    @OrNull var seed: UInt64?
    @OrNull var verdict: String?
  }

  func printMutations() throws {
    let table = MutationTable()
    let bound = schedules ?? 1_000
    let progress = Progress()
    let rows = (0..<table.count).map { place in
      progress.show("\(place) of \(table.count) rules broken")
      return table.row(place, bound: bound)
    }
    progress.end()
    let encoded = rows.map {
      MutationRow(
        rule: $0.name, worlds: $0.worlds, count: $0.count, judge: $0.judge, seed: $0.seed, verdict: $0.verdict)
    }
    try printResult(json ? jsonText(encoded) : text(rows))
    if rows.contains(where: { $0.verdict == nil }) { throw ExitCode(1) }
  }

  private func text(_ rows: [MutationTable.Row]) -> String {
    let head = ["| broken rule | worlds | until caught | judge | seed |", "|---|---|---:|---|---:|"]
    let lines = rows.map { row in
      let count = row.verdict == nil ? "not in \(row.count)" : row.count == 0 ? "–" : "\(row.count)"
      let seed = row.seed.map { "\($0)" } ?? "–"
      return "| \(row.name) | \(row.worlds) | \(count) | \(row.judge ?? "–") | \(seed) |"
    }
    return (head + lines).joined(separator: "\n")
  }

  // MARK: --damage

  private struct DamageResult: Encodable {
    var nodes: Int
    var byzantine: Int
    var firstSeed: UInt64
    var worlds = 0
    var runs = 0
    var cuts = 0
    var flips = 0
    var tornTails = 0
    var intact = 0
    var asking = 0
    var damaged = 0
    var events = 0
    @OrNull var failingSeed: UInt64? = nil
    @OrNull var damage: String? = nil
    @OrNull var violation: String? = nil
  }

  func printDamage(_ simulation: LedgerSimulation) throws {
    let campaign = MemoryDamage(simulation)
    var total = DamageResult(nodes: nodes, byzantine: byzantine, firstSeed: seed)
    let progress = Progress()
    for offset in 0..<UInt64(schedules ?? 1) {
      let result = campaign.run(seed: seed &+ offset, stride: stride)
      total.worlds += 1
      total.runs += result.runs
      total.cuts += result.cuts
      total.flips += result.flips
      total.tornTails += result.tornTails
      total.intact += result.intact
      total.asking += result.asking
      total.damaged += result.damaged
      total.events += result.events
      if let violation = result.violation {
        (total.failingSeed, total.violation) = (result.seed, "\(violation)")
        total.damage = result.damage.map { "\($0)" } ?? "before the damage"
        break
      }
      progress.show("\(total.worlds) logs, \(total.runs) damages, no promise broken")
    }
    progress.end()
    try printResult(json ? jsonText(total) : text(total))
    if total.violation != nil { throw ExitCode(1) }
  }

  private func text(_ result: DamageResult) -> String {
    let counts = """
      \(count(result.worlds, "log")) of \(nodes) members, \(byzantine) of them Byzantine: \(result.cuts) cuts, \
      \(result.flips) flipped bytes, \(result.tornTails) torn tails; \(result.intact) times all was remembered, \
      \(result.asking) times peers were asked, \(result.damaged) times the node fell silent
      """
    guard let seed = result.failingSeed, let violation = result.violation else {
      return counts + ". Every promise held."
    }
    return """
      \(counts)
      BROKEN at seed \(seed), \(result.damage ?? ""): \(violation)
      Replay: sat ledger simulate --damage --nodes \(nodes) --byzantine \(byzantine)\(narrowing) --seed \(seed)
      """
  }

  // MARK: --costs

  private struct Costs: Encodable {
    var nodes: Int
    var blocks: Int
    var delayMilliseconds: Double
    var delaysUntilFinal: Double
    var proposals: Int
    var proposalBytes: Int
    var votes: Int
    var voteBytes: Int
    var otherMessages: Int
    var messagesPerBlock: Double
    var bytesPerBlock: Double
    var verificationsPerMemberAndBlock: Double
  }

  func printCosts() throws {
    let costs: BlockCosts
    do throws(LedgerSimulationError) {
      costs = try BlockCosts(nodes: nodes)
    } catch {
      throw Failure(error)
    }
    let blocks = Double(costs.blocks)
    let all = [costs.proposals, costs.votes, costs.entries, costs.others]
    let result = Costs(
      nodes: nodes, blocks: costs.blocks, delayMilliseconds: Double(costs.delay) / 1e6,
      delaysUntilFinal: Double(costs.longestUntilFinal) / Double(costs.delay), proposals: costs.proposals.messages,
      proposalBytes: costs.proposals.bytes, votes: costs.votes.messages, voteBytes: costs.votes.bytes,
      otherMessages: costs.entries.messages + costs.others.messages,
      messagesPerBlock: Double(all.reduce(0) { $0 + $1.messages }) / blocks,
      bytesPerBlock: Double(all.reduce(0) { $0 + $1.bytes }) / blocks,
      verificationsPerMemberAndBlock: Double(costs.verifications) / blocks / Double(nodes))
    guard !json else { return try printResult(jsonText(result)) }
    func line(_ name: String, _ traffic: BlockCosts.Traffic) -> String {
      "| \(name) | \(traffic.messages / costs.blocks) | \(traffic.bytes / costs.blocks) |"
    }
    try printResult(
      """
      \(nodes) members, \(costs.blocks) blocks of one entry of \(BlockCosts.entryBytes) bytes, \
      \(result.delayMilliseconds) ms one way: final at all after \(result.delaysUntilFinal) delays at most, \
      \(result.verificationsPerMemberAndBlock) signatures verified by a member for a block

      | a block's | messages | bytes |
      |---|---:|---:|
      \(line("proposal", costs.proposals))
      \(line("votes", costs.votes))
      \(line("entries", costs.entries))
      \(line("others", costs.others))
      | **all** | \(Int(result.messagesPerBlock)) | \(Int(result.bytesPerBlock)) |
      """)
  }
}
