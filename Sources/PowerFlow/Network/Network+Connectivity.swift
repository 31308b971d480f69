extension Network {
  /// Buses that no closed path joins to the reference bus, by index, ascending; isolated buses are not counted.
  public func unreachableBuses() -> [Int] {
    var isReached = [Bool](repeating: false, count: busCount)
    isReached[referenceBus] = true
    var frontier = [referenceBus]
    var branchesOfBus = [[Int]](repeating: [], count: busCount)
    for branch in 0..<branchCount where isInService[branch] {
      branchesOfBus[fromBus[branch]].append(branch)
      branchesOfBus[toBus[branch]].append(branch)
    }
    while let bus = frontier.popLast() {
      for branch in branchesOfBus[bus] {
        let other = fromBus[branch] == bus ? toBus[branch] : fromBus[branch]
        if !isReached[other] && !isIsolated[other] {
          isReached[other] = true
          frontier.append(other)
        }
      }
    }
    return (0..<busCount).filter { !isReached[$0] && !isIsolated[$0] }
  }

  /// Isolates what the reference bus does not reach, and takes back what it reaches again.
  ///
  /// - Returns: numbers of the buses without voltage, in case order.
  @discardableResult
  public mutating func isolateUnreachableBuses() -> [Int] {
    for bus in 0..<busCount { setIsolated(false, bus: bus) }
    let dark = unreachableBuses()
    for bus in dark { setIsolated(true, bus: bus) }
    return dark.map { busNumbers[$0] }
  }
}
