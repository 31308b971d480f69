internal import Foundation
internal import TwinLedger
internal import TwinNode

/// What a node tells, in lines.
enum LedgerNoticeText {
  private struct Line: Encodable {
    var time: String
    var event: String
    var text: String
  }

  /// Prints a notice to standard output.
  static func show(_ notice: LedgerNotice, asJSON: Bool) {
    let (event, text) = words(notice)
    let line = Line(time: Date().formatted(.iso8601), event: event, text: text)
    let shown = asJSON ? (try? jsonLine(line)) ?? text : "\(line.time) \(text)"
    FileHandle.standardOutput.write(Data((shown + "\n").utf8))
  }

  /// A notice's name and its sentence.
  static func words(_ notice: LedgerNotice) -> (event: String, text: String) {
    switch notice {
    case .started(let address, let height, let size):
      ("started", "listening on \(address); \(height) final blocks, \(size) log entries")
    case .diskTrouble(let reason):
      ("disk_trouble", "the disk refuses to write (\(reason)): no votes while blocks or votes cannot be stored")
    case .diskWorks: ("disk_works", "the disk works again")
    case .replica(let report): words(report)
    }
  }

  private static func words(_ report: ReplicaReport) -> (String, String) {
    switch report {
    case .equivocation(let evidence):
      ("equivocation", "a member signed two things that exclude each other: \(evidence)")
    case .misbehaviour(let node, let what): ("misbehaviour", "\(node) sent what no honest member sends: \(what)")
    case .conflictingFinality:
      ("conflicting_finality", "two final certificates contradict each other: more than f members lie; not voting")
    case .observing(let reason): ("observing", "reading and serving, not voting: \(reason)")
    case .recovered(let view): ("recovered", "memory completed by the other members; voting above view \(view)")
    case .epoch(let number, let members): ("epoch", "epoch \(number) with \(members.count) members")
    case .retired: ("retired", "no longer a member; this node may be switched off")
    case .poolFull(let refused): ("pool_full", "\(refused) entries refused: too many wait to become final")
    }
  }
}
