internal import TwinModel
internal import TwinSimulation

/// Damages one node's write-ahead log in every way that one can think of, and lets the world go on each time.
///
/// A simulated world is stopped in its storm with one node crashed. Then, for each damage to that node's log, a copy
/// of the world goes on: the node starts again on what is left, all is calm, and the promises are checked as ever. The
/// node may fall silent, and must never vote twice; what q replicas hold to be final stays final.
public struct MemoryDamage: Sendable {
  /// What happened to the file.
  public enum Damage: Sendable, Equatable, CustomStringConvertible {
    /// It ends after so many bytes.
    case cut(Int)
    /// One byte is another.
    case flip(Int)
    /// The last record of the main region is bad, and the mirror ends after so many bytes of the file.
    case tornTail(Int)

    /// The damage in words.
    public var description: String {
      switch self {
      case .cut(let count): "cut after \(count) bytes"
      case .flip(let place): "byte \(place) flipped"
      case .tornTail(let count): "last record bad and mirror cut after \(count) bytes"
      }
    }
  }

  /// What came of one world's log.
  public struct Result: Sendable, Equatable {
    /// The seed of the world.
    public var seed: UInt64
    /// The file's length in bytes.
    public var fileBytes = 0
    /// How often the file was cut.
    public var cuts = 0
    /// How often a byte was changed.
    public var flips = 0
    /// How often the last record was bad and the mirror cut.
    public var tornTails = 0
    /// How often the damaged file told all that had been acknowledged.
    public var intact = 0
    /// How often it left a doubt, so that the node had to ask its peers.
    public var asking = 0
    /// How often the node may not vote any more.
    public var damaged = 0
    /// Events of all runs together.
    public var events = 0
    /// The first broken promise.
    public var violation: LedgerViolation?
    /// The damage that broke it.
    public var damage: Damage?

    /// How many worlds went on.
    public var runs: Int { cuts + flips + tornTails }
  }

  private let simulation: LedgerSimulation
  /// Whether the damaged node is one fault too many, so that only safety is promised.
  private let isOneTooMany: Bool

  /// - Parameter simulation: the worlds; the damaged node counts among their f faults.
  public init(_ simulation: LedgerSimulation) {
    var simulation = simulation
    simulation.reservedFaults = 1
    simulation.journalBytes = 4_096
    self.simulation = simulation
    isOneTooMany = simulation.byzantine >= (simulation.nodes - 1) / 3
  }

  /// Tries every `stride`-th damage in one world, from a place that the seed draws.
  public func run(seed: UInt64, stride: Int = 1) -> Result {
    var result = Result(seed: seed)
    guard var trial = LedgerTrial(simulation, seed: seed) else { return result }
    var random = SeededGenerator(seed: seed, stream: 78)
    let honest = trial.cast.identities.indices.filter { trial.cast.isHonest[$0] && !trial.weather.halted.contains($0) }
    let node = honest[random.index(below: honest.count)]
    let powerFails = random.happens(oneIn: 3)
    let moment = random.span(in: trial.weather.calmAt / 4...trial.weather.calmAt)
    trial.follow(until: SimulatedInstant(nanoseconds: moment)) { _ in false }
    for other in honest where other == node || powerFails {
      trial.world.schedule(.crash(node: other, restartAfter: other == node ? nil : .milliseconds(1)))
    }
    trial.follow(until: SimulatedInstant(nanoseconds: moment)) { _ in false }
    guard trial.world.observer.violation == nil, let file = trial.world.disks[node].read(Journal.path) else {
      result.violation = trial.world.observer.violation
      return result
    }
    result.fileBytes = file.count
    for damage in Self.damages(of: file, stride: max(1, stride), start: random.index(below: max(1, stride))) {
      let bytes = Self.damaged(file, damage)
      count(damage, bytes, of: node, in: trial.cast, &result)
      let run = goOn(trial, with: bytes, of: node)
      result.events += run.events - trial.world.eventCount
      guard let violation = run.violation else { continue }
      (result.violation, result.damage) = (violation, damage)
      break
    }
    return result
  }

  private static func damages(of file: [UInt8], stride step: Int, start: Int) -> [Damage] {
    let mirror = WriteAheadSegment.mirrorStart(of: file.count)
    return stride(from: start, to: file.count, by: step).flatMap { [Damage.cut($0), .flip($0)] }
      + stride(from: mirror + start, to: file.count, by: step).map { .tornTail($0) }
  }

  private static func damaged(_ file: [UInt8], _ damage: Damage) -> [UInt8] {
    var bytes = file
    switch damage {
    case .cut(let count): bytes.removeLast(bytes.count - count)
    case .flip(let place): bytes[place] ^= 1 << UInt8(place % 8)
    case .tornTail(let count):
      let mirror = WriteAheadSegment.mirrorStart(of: file.count)
      let last = bytes[WriteAheadSegment.sector..<mirror].lastIndex { $0 != 0 } ?? WriteAheadSegment.sector
      bytes[last] ^= 0x10
      bytes.removeLast(bytes.count - count)
    }
    return bytes
  }

  private func count(_ damage: Damage, _ bytes: [UInt8], of node: Int, in cast: Cast, _ result: inout Result) {
    switch damage {
    case .cut: result.cuts += 1
    case .flip: result.flips += 1
    case .tornTail: result.tornTails += 1
    }
    let key = cast.signer(of: node).publicKey
    switch try? WriteAheadScan.recollect(bytes, chainID: cast.chainID, publicKey: key, nonce: 0) {
    case .intact?, .firstStart?: result.intact += 1
    case .tornTail?: result.asking += 1
    case .damaged?, nil: result.damaged += 1
    }
  }

  /// Lets a copy of the world go on in calm weather, with this log on the node's disk.
  private func goOn(_ before: LedgerTrial, with bytes: [UInt8], of node: Int) -> LedgerRun {
    var trial = before
    trial.world.changeDisk(of: node) { $0.restore(Journal.path, bytes) }
    trial.world.observer.mayObserve.insert(node)
    let waiting = trial.calmDown()
    let start = trial.world.now.nanoseconds
    if isOneTooMany {
      trial.follow(until: trial.world.now + .seconds(1)) { _ in false }
      return trial.verdict(finalAfter: nil)
    }
    guard trial.awaitFinality(at: waiting) else { return trial.verdict(finalAfter: nil) }
    return trial.verdict(finalAfter: trial.world.now.nanoseconds - start)
  }
}
