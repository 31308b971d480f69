internal import TwinModel

/// The evidence of an incident that is kept: the first pieces, the loudest of each sign, and the latest, so that what it
/// began with, what it shows best and how it stands can be told. Bounded; everything else is only counted.
struct KeptEvidence: Sendable {
  /// Pieces that are kept of the beginning and of the end, each.
  static let edge = 16

  private var first: [Evidence] = []
  /// By place of the sign.
  private var loudest: [Int: Evidence] = [:]
  private var latest: [Evidence] = []
  private var next = 0

  mutating func add(_ evidence: Evidence) {
    if first.count < Self.edge {
      first.append(evidence)
      return
    }
    let place = evidence.sign?.place ?? -1
    if let before = loudest[place], before.strength >= evidence.strength {
      keepLatest(evidence)
    } else {
      if let before = loudest[place] { keepLatest(before) }
      loudest[place] = evidence
    }
  }

  private mutating func keepLatest(_ evidence: Evidence) {
    if latest.count < Self.edge {
      latest.append(evidence)
    } else {
      latest[next] = evidence
      next = (next + 1) % Self.edge
    }
  }

  /// In the order of time.
  var all: [Evidence] { (first + loudest.values + latest).sorted { $0.precedes($1) } }
}
