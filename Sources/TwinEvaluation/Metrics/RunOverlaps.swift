/// Which events and alarm runs overlap, and by how many rows, while those that overlap too little are struck out.
struct RunOverlaps: Sendable {
  private let runs: [Range<Int>]
  private let alarms: [Range<Int>]
  /// Shape `[run]`: the alarm runs that overlap it; they are neighbours.
  private var alarmsOfRun: [Range<Int>]
  /// Shape `[alarm]`: the events that overlap it.
  private var runsOfAlarm: [Range<Int>]
  private var runStands: [Bool]
  private var alarmStands: [Bool]
  /// Shape `[run]`: rows that overlap alarm runs still standing; 0 once the event is struck out.
  private(set) var ofRun: [Int]
  /// Shape `[alarm]`: rows that overlap events still standing; 0 once the alarm run is struck out.
  private(set) var ofAlarm: [Int]

  init(runs: [Range<Int>], alarms: [Range<Int>]) {
    self.runs = runs
    self.alarms = alarms
    alarmsOfRun = Self.neighbours(of: runs, among: alarms)
    runsOfAlarm = Self.neighbours(of: alarms, among: runs)
    runStands = Array(repeating: true, count: runs.count)
    alarmStands = Array(repeating: true, count: alarms.count)
    ofRun = zip(runs, alarmsOfRun).map { run, near in near.reduce(0) { $0 + run.clamped(to: alarms[$1]).count } }
    ofAlarm = zip(alarms, runsOfAlarm).map { alarm, near in near.reduce(0) { $0 + alarm.clamped(to: runs[$1]).count } }
  }

  private static func neighbours(of ranges: [Range<Int>], among others: [Range<Int>]) -> [Range<Int>] {
    var (low, high) = (0, 0)
    return ranges.map { range in
      while low < others.count && others[low].upperBound <= range.lowerBound { low += 1 }
      high = max(high, low)
      while high < others.count && others[high].lowerBound < range.upperBound { high += 1 }
      return low..<high
    }
  }

  /// Strikes out events below `thetaR` and alarm runs below `thetaP` until all that stand suffice.
  mutating func strikeOut(thetaP: Double, thetaR: Double) {
    var runsToCheck = Array(runs.indices)
    var alarmsToCheck = Array(alarms.indices)
    while !runsToCheck.isEmpty || !alarmsToCheck.isEmpty {
      while let run = runsToCheck.popLast() {
        guard runStands[run], Double(ofRun[run]) / Double(runs[run].count) < thetaR else { continue }
        runStands[run] = false
        ofRun[run] = 0
        for alarm in alarmsOfRun[run] where alarmStands[alarm] {
          ofAlarm[alarm] -= runs[run].clamped(to: alarms[alarm]).count
          alarmsToCheck.append(alarm)
        }
      }
      while let alarm = alarmsToCheck.popLast() {
        guard alarmStands[alarm], Double(ofAlarm[alarm]) / Double(alarms[alarm].count) < thetaP else { continue }
        alarmStands[alarm] = false
        ofAlarm[alarm] = 0
        for run in runsOfAlarm[alarm] where runStands[run] {
          ofRun[run] -= runs[run].clamped(to: alarms[alarm]).count
          runsToCheck.append(run)
        }
      }
    }
  }
}
