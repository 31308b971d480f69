internal import TwinTestbeds

extension RunOutcome {
  /// The outcome for people.
  ///
  /// - Parameter output: where the recording was written.
  /// - Parameter isTraced: whether it is known what the attacks led to.
  func text(output: String, isTraced: Bool) -> String {
    let seed = seed.map { " with seed \($0)" } ?? ""
    var lines = [
      "Simulated \(Wording.span(simulatedSeconds)) of \(plant)\(seed): \(rows) rows × \(tags) tags, one every "
        + "\(Wording.span(rowPeriodSeconds)); wrote \(output)."
    ]
    lines += attacks.flatMap { Self.lines(of: $0, isTraced: isTraced) }
    if simulatedSeconds < durationSeconds {
      lines.append(
        "Stopped after \(Wording.span(simulatedSeconds)) of \(Wording.span(durationSeconds)): no balance was found, and "
          + "the file's UNBALANCED option says to stop then.")
    }
    lines += outcomes
    lines += notes.map { "Left out: \($0)." }
    return lines.joined(separator: "\n")
  }

  private static func lines(of attack: Attack, isTraced: Bool) -> [String] {
    let span = "from \(clock(attack.startSeconds)) to \(clock(attack.endSeconds))"
    let what = attack.isBenign ? "Trouble" : "Attack"
    guard isTraced else { return ["\(what) \(attack.id) \(span): \(attack.summary)."] }
    let effect =
      attack.firstEffectSeconds.map { "shows in the plant at \(clock($0)) (\(attack.firstEffectTag ?? "–"))" }
      ?? "does not show in the plant"
    let violation =
      attack.firstViolationSeconds.map {
        "leaves the safety envelope at \(clock($0)) (\(attack.firstViolationTag ?? "–"))"
      }
      ?? "does not leave the safety envelope"
    return ["\(what) \(attack.id) \(span): \(attack.summary); \(effect), \(violation)."]
  }

  /// One line for every kind of thing that the plant could not do.
  private var outcomes: [String] {
    Impairment.Kind.allCases.compactMap { kind in
      let entries = impairments.filter { $0.kind == kind.rawValue }
      guard let first = entries.map(\.firstSeconds).min(), let longest = entries.map(\.totalSeconds).max() else {
        return nil
      }
      let names = entries.prefix(4).map(\.subject).joined(separator: ", ")
      let rest = entries.count > 4 ? " and \(entries.count - 4) more" : ""
      return "Outcome: \(Self.words(kind)): \(names)\(rest); first at \(Self.clock(first)), for up to "
        + "\(Wording.span(longest)) in all."
    }
  }

  private static func words(_ kind: Impairment.Kind) -> String {
    switch kind {
    case .dryTank: "dry tanks"
    case .withoutWater: "junctions without water or pressure"
    case .unsolved: "no solution of the network"
    case .withoutVoltage: "buses without voltage"
    case .tripped: "branches tripped"
    case .demandShed: "demand shed"
    case .blackout: "blackout"
    case .shutdown: "shutdown"
    }
  }

  /// Seconds since the run began, as day and time of day where there is more than one.
  private static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.down))
    let parts = [whole / 3600 % 24, whole / 60 % 60, whole % 60]
    let text = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return whole < 86_400 ? text : "day \(whole / 86_400 + 1), \(text)"
  }
}
