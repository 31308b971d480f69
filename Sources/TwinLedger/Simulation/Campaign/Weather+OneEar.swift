internal import TwinModel
internal import TwinSimulation

extension Weather {
  /// Nothing goes wrong but this: again and again, when a proposal has just spread, all honest nodes but one hear none
  /// of each other's words for some milliseconds. So one may hold n NOTARs of a view that the others then skip.
  mutating func listenWithOneEar(honest: [Int], using random: inout SeededGenerator) {
    (storm, faults, crashPoints, submissions, reconfigurationAt) = (calm, [], [], [], nil)
    (broken, halted) = ([], [])
    let ear = honest[random.index(below: honest.count)]
    for turn in 0..<Int64(6) {
      let moment = Int64.milliseconds(20 + 100 * turn)
      submissions.append((at: moment, entries: 1, node: nil))
      let cutAt = moment + random.span(in: .microseconds(400)...(.microseconds(2_500)))
      for sender in honest {
        for receiver in honest where receiver != ear && receiver != sender {
          faults.append((at: cutAt, fault: .cut(from: sender, to: receiver, true)))
        }
      }
      faults.append((at: cutAt + random.span(in: .milliseconds(3)...(.milliseconds(20))), fault: .heal))
    }
    calmAt = .milliseconds(700)
  }
}
