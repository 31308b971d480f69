extension MessageBaseline {
  /// Refuses what a learned baseline never is, so that a monitor can rely on its places and numbers.
  func check() throws(MessageBaselineError) {
    let most = MessageLimits.baseline
    try require(names.count <= most.names && identities.count <= most.names, "too many names")
    try require(words.count <= most.words && paths.count <= most.paths, "too many words")
    try require(tags.count <= most.tags && flows.count <= most.flows, "too many tags or flows")
    for list in [names, words, paths, tags, identities] {
      try require(Set(list).count == list.count, "a name comes twice")
      try require(list.allSatisfy { $0.utf8.count <= Roster.lengthLimit }, "a name is too long")
    }
    try require(tails.count == MessageDetector.count && tails.allSatisfy(\.isPossible), "impossible tails")
    try require(report.falseAlarmsPerDay > 0 && report.falseAlarmsPerDay.isFinite, "an impossible budget")
    try require(written.count == tags.count, "written ranges of other tags")
    try require(written.allSatisfy { $0.low.isFinite && $0.high.isFinite && $0.low <= $0.high }, "an empty range")
    try require(
      bindings.count <= most.flows
        && bindings.allSatisfy { names.indices.contains($0.name) && identities.indices.contains($0.identity) },
      "a binding of nobody")
    try require((unordered + unpaired).allSatisfy { (0..<most.flows).contains($0) }, "an unknown conversation")
    var places = 0
    for flow in flows {
      try check(flow)
      places += flow.tags.count
    }
    try require(places <= 16 * most.tags, "too many tags in flows")
    try require(Set(flows.map { FlowKey($0) }).count == flows.count, "a flow comes twice")
    try checkPlaces(places)
  }

  private func require(_ condition: Bool, _ what: String) throws(MessageBaselineError) {
    guard condition else { throw .inconsistent(what) }
  }

  private func check(_ flow: FlowProfile) throws(MessageBaselineError) {
    try require(
      names.indices.contains(flow.source) && names.indices.contains(flow.destination)
        && words.indices.contains(flow.protocolName) && (0...0x7FFF).contains(flow.operation) && flow.code <= 0x7FFF
        && (flow.code > 0 || words.indices.contains(flow.operation)), "a flow of nobody")
    if case .path(let place) = flow.target { try require(paths.indices.contains(place), "an unknown path") }
    try require(flow.tags.allSatisfy { tags.indices.contains($0) }, "an unknown tag")
    try require(flow.upstream.isEmpty || flow.upstream.count == flow.tags.count, "tags without origin")
    if let intervals = flow.intervals {
      try require(
        intervals.mean > 1e-9 && intervals.mean.isFinite && intervals.variation >= 0 && intervals.variation.isFinite
          && intervals.longest >= 0 && intervals.longest.isFinite, "impossible intervals")
    }
    if let trip = flow.roundTrip {
      try require(trip.mean.isFinite && trip.deviation > 1e-6 && trip.deviation.isFinite, "impossible round trips")
    }
    if let age = flow.age {
      try require(age.mean >= 0 && age.mean.isFinite && age.longest >= 0 && age.longest.isFinite, "impossible ages")
    }
    try require(Self.isMemory(flow.memory) || flow.memory == 0, "an impossible memory")
    for usual in [flow.usual.rate, flow.usual.roundTrip, flow.usual.replay] {
      try require(usual >= 0 && usual.isFinite, "an impossible statistic")
    }
    try require(flow.leaves.count < 64, "too many parts of paths")
  }

  private func checkPlaces(_ places: Int) throws(MessageBaselineError) {
    var rings = 0
    for flow in flows {
      try require(flow.upstream.allSatisfy { (-1..<places).contains($0) }, "an unknown origin")
      if flow.memory > 0 { rings += 1 }
    }
    for one in series {
      try require(
        flows.indices.contains(one.flow) && flows[one.flow].tags.indices.contains(one.place)
          && Self.isMemory(one.memory) && one.usual >= 0 && one.usual.isFinite, "an impossible series")
    }
    try require(rings + series.count <= 512, "too many payloads to keep")
  }

  private static func isMemory(_ memory: Int) -> Bool {
    (2...MessageLimits.baseline.payloads).contains(memory) && memory & (memory - 1) == 0
  }
}
