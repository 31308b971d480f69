import PowerFlow
import TwinModel

/// Which place in a list of measurements belongs to what; fixed for one description.
struct SmartGridLayout: Sendable, Equatable {
  /// Buses with injection meters: all that consume, generate or have a shunt.
  let injectionBuses: [Int]
  /// Buses at which nothing can enter or leave.
  let passiveBuses: [Int]
  let voltage: Range<Int>
  let activeInjection: Range<Int>
  let reactiveInjection: Range<Int>
  let activeFlow: Range<Int>
  let reactiveFlow: Range<Int>
  let loading: Range<Int>
  let breaker: Range<Int>
  let tap: Range<Int>
  let capacitor: Range<Int>
  let unitPower: Range<Int>
  let phasorMagnitude: Range<Int>
  let phasorAngle: Range<Int>
  let frequency: Int
  let feederVoltage: Range<Int>
  /// Active and reactive draw, irradiance, regulator, capacitor; empty without a feeder.
  let feeder: Range<Int>
  let photovoltaic: Range<Int>
  /// The branch that a work permit takes out, counted from 1; 0 for none.
  let permit: Int
  let count: Int

  init(_ description: SmartGridDescription) {
    let buses = description.gridCase.buses
    let branchCount = description.gridCase.branches.count
    let unitCount = description.units.count
    let fed = Set(description.gridCase.generators.map(\.bus))
    injectionBuses = buses.indices.filter { index in
      let bus = buses[index]
      return bus.activeDemand != 0 || bus.reactiveDemand != 0 || fed.contains(bus.number)
        || description.feeder?.transmissionBus == index
    }
    let metered = Set(injectionBuses)
    passiveBuses = buses.indices.filter { index in
      !metered.contains(index) && buses[index].shuntSusceptance == 0 && buses[index].shuntConductance == 0
        && !description.capacitors.contains { $0.bus == index }
    }
    var next = 0
    func take(_ count: Int) -> Range<Int> {
      defer { next += count }
      return next..<next + count
    }
    voltage = take(buses.count)
    activeInjection = take(injectionBuses.count)
    reactiveInjection = take(injectionBuses.count)
    activeFlow = take(branchCount)
    reactiveFlow = take(branchCount)
    loading = take(branchCount)
    breaker = take(branchCount)
    tap = take(description.tapChangers.count)
    capacitor = take(description.capacitors.count)
    unitPower = take(unitCount)
    phasorMagnitude = take(description.phasorBuses.count)
    phasorAngle = take(description.phasorBuses.count)
    frequency = take(1).lowerBound
    feederVoltage = take(description.feeder?.meteredBuses.count ?? 0)
    feeder = take(description.feeder == nil ? 0 : 5)
    photovoltaic = take(description.feeder?.photovoltaics.count ?? 0)
    permit = take(1).lowerBound
    count = next
  }
}
