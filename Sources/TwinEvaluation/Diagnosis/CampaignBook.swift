internal import TwinDiagnosis
internal import TwinModel

/// Keeps the record of a campaign as a plant's archive would: every change of every incident, and every announcement.
struct CampaignBook {
  private var latest: [String: Incident] = [:]
  private var firstTold: [String: Double] = [:]
  private var told: [Double] = []
  private var summaries = 0
  private var mostWaiting = 0

  /// - Parameter time: seconds since the run began.
  mutating func take(_ changes: [IncidentChange], waiting: Int, at time: Double) {
    mostWaiting = max(mostWaiting, waiting)
    for change in changes {
      switch change {
      case .record(let incident): latest[incident.id] = incident
      case .announce(let incident):
        told.append(time)
        if firstTold[incident.id] == nil { firstTold[incident.id] = time }
      case .summarise:
        told.append(time)
        summaries += 1
      }
    }
  }

  /// What came of it.
  ///
  /// - Parameter fusion: after its end.
  func enter(into finding: inout CampaignFinding, fusion: IncidentFusion, contexts: Int) {
    let incidents = latest.values.filter { $0.mergedInto == nil }
    finding.load.incidents = incidents.count
    (finding.load.announcements, finding.summaries, finding.mostWaiting) = (told.count, summaries, mostWaiting)
    finding.load.mostAnnouncements = Self.most(told)
    for incident in incidents {
      if let time = firstTold[incident.id] {
        finding.longestWait = max(finding.longestWait, time - PlantStory.seconds(incident.opened))
      } else {
        finding.unheard += 1
      }
    }
    finding.pieces = fusion.taken
    finding.recorded = incidents.reduce(0) { $0 + $1.evidenceCount }
    finding.losses = fusion.losses
    finding.setAside = contexts + fusion.lapsed + fusion.losses.crowdedOut
  }

  /// Most of some instants, in order, within ten minutes.
  static func most(_ times: [Double]) -> Int {
    var (begin, most) = (0, 0)
    for (index, time) in times.enumerated() {
      while time - times[begin] >= 600 { begin += 1 }
      most = max(most, index - begin + 1)
    }
    return most
  }
}
