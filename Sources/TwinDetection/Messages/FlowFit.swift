internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Sums over one flow's messages.
struct FlowFit: Sendable {
  let code: UInt16
  let isResponse: Bool
  let isWrite: Bool
  private let rawTarget: MessageTarget
  private(set) var count = 0
  private(set) var roundTrips = 0
  private(set) var ages = 0
  private(set) var payloadChanges = 0
  private(set) var hasFixedTags = false

  private var last = 0.0
  private var gaps = 0.0
  private var squaredGaps = 0.0
  private var longestGap = 0.0
  private var logTrips = 0.0
  private var squaredLogTrips = 0.0
  private var agesSum = 0.0
  private var longestAge = 0.0
  private var digest: UInt64 = 0
  private var payloads = Variety()
  private var tags: [String]?
  private var hasVaryingTags = false
  private var leaves: Set<String> = []

  /// Different last parts of a path from which on any may be named.
  private static let openFrom = 4
  /// Smallest standard deviation of the logarithm of a round trip.
  private static let leastDeviation = 0.01

  init(_ message: MessageObservation) {
    code = message.code & 0x7FFF
    isResponse = message.direction == .response
    isWrite = message.isWrite
    rawTarget = message.target
  }

  mutating func add(_ message: MessageObservation, leaf: String?, at now: Double) {
    if count > 0 {
      let gap = max(0, now - last)
      gaps += gap
      squaredGaps += gap * gap
      longestGap = max(longestGap, gap)
    }
    last = now
    count += 1
    if let leaf, leaves.count < Self.openFrom { leaves.insert(leaf) }
    if message.digest != 0 && message.digest != digest {
      payloadChanges += 1
      digest = message.digest
      payloads.add(digest)
    }
    if let sampled = message.sampled {
      let age = max(0, message.time.seconds(since: sampled))
      if age < 1e7 {
        ages += 1
        agesSum += age
        longestAge = max(longestAge, age)
      }
    }
  }

  mutating func add(roundTrip seconds: Double) {
    let value = log(max(seconds, 1e-7))
    roundTrips += 1
    logTrips += value
    squaredLogTrips += value * value
  }

  /// Keeps the names of the tags that come with its values; a flow in which they change has none.
  mutating func keepTags(_ names: [String]) {
    guard !hasVaryingTags else { return }
    if let tags {
      if tags != names {
        hasVaryingTags = true
        hasFixedTags = false
      }
    } else {
      tags = names
      hasFixedTags = true
    }
  }

  func target(pathPlace: Int) -> FlowProfile.Target {
    switch rawTarget {
    case .none: .none
    case .registers(let unit, let address, let count): .registers(unit: unit, address: address, count: count)
    case .path: .path(pathPlace)
    case .port(let port): .port(port)
    }
  }

  /// Whether its payloads are of so many kinds that a repetition says something.
  var varies: Bool { payloads.isEnough }

  /// Last parts that were named; empty where so many were that any may be.
  var closedLeaves: [String] { leaves.count < Self.openFrom ? leaves.sorted() : [] }

  var intervals: FlowProfile.Intervals? {
    guard count > 1, gaps > 0 else { return nil }
    let mean = gaps / Double(count - 1)
    let variance = max(0, squaredGaps / Double(count - 1) - mean * mean)
    return .init(mean: mean, variation: variance / (mean * mean), longest: longestGap)
  }

  var roundTrip: FlowProfile.Spread? {
    guard roundTrips > 1 else { return nil }
    let mean = logTrips / Double(roundTrips)
    let variance = max(0, squaredLogTrips / Double(roundTrips) - mean * mean)
    return .init(mean: mean, deviation: max(Self.leastDeviation, variance.squareRoot()))
  }

  var age: FlowProfile.Age? {
    guard ages > 0 else { return nil }
    return .init(mean: agesSum / Double(ages), longest: longestAge)
  }
}
