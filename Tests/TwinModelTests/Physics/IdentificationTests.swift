import Testing

@testable import TwinModel

struct IdentificationTests {
  @Test func `a tank's area that nobody stated is identified to two per cent`() throws {
    let balance = try #require(try TankPlant().physics(area: nil).balances.first)
    let area = try #require(balance.capacity)
    #expect(abs(area / TankPlant.area - 1) < 0.02, "found \(area) m2")
  }

  @Test func `a stated area is taken, and flow counts from the older row`() throws {
    let balance = try #require(try TankPlant().physics().balances.first)
    #expect(balance.capacity == TankPlant.area)
    #expect(abs(balance.flows[0].weight - 0.001 * TankPlant.period / TankPlant.area) < 1e-12)
    #expect(balance.blend < 0.1)
  }

  @Test
  func `the balance expects the next row of fresh operation to two per cent of the span and has white innovations`()
    throws
  {
    let physics = try TankPlant().physics()
    var twin = TwinPredictor(physics)
    let residuals = TankPlant().rows(3000, seed: 2).enumerated().map { row, values in
      twin.observe(values, at: Double(row) * TankPlant.period)
      return twin.balanceResiduals[0]
    }.dropFirst(10)
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)
    #expect(abs(variance.squareRoot() - 1) < 0.1, "deviation \(variance.squareRoot())")
    let neighbours = zip(residuals, residuals.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(neighbours / Double(residuals.count) / variance) < 0.1)
    #expect(physics.balances[0].normalisedError < 0.02 && physics.balances[0].isEvidence)
  }

  @Test(arguments: [0.0, 0.8]) func `the persistence of the unmetered demand is found`(persistence: Double) throws {
    let balance = try #require(try TankPlant(persistence: persistence).physics().balances.first)
    #expect(abs(balance.persistence - persistence) <= 0.3, "found \(balance.persistence)")
  }

  @Test func `a pump's curve is kept in normal operation and broken by a flow that is false by a tenth`() throws {
    var twin = TwinPredictor(try TankPlant().physics())
    for (row, values) in TankPlant().rows(500, seed: 3).enumerated() {
      twin.observe(values, at: Double(row) * TankPlant.period)
      #expect(abs(twin.relationResiduals[0]) < 6)
      guard values[2] > 0 else { continue }
      var lie = values
      lie[1] *= 1.1
      var deceived = twin
      deceived.observe(lie, at: Double(row + 1) * TankPlant.period)
      #expect(abs(deceived.relationResiduals[0]) > 10)
    }
  }

  @Test func `a flow while the pump rests is a broken relation`() throws {
    var twin = TwinPredictor(try TankPlant().physics())
    twin.observe([3, 12, 0, 20, 20], at: 0)
    #expect(twin.relationResiduals[0] > 100)
  }

  @Test func `a rule that the recording breaks is listed with its rows and not learned`() {
    var site = TankPlant.site
    site.rules = [ControllerRule(actuator: "S_PU1", level: "L_T1", on: 1, off: 3)]
    #expect {
      try PlantPhysics.identify(site, on: TankPlant().record(1000, seed: 1))
    } throws: { error in
      guard case .rulesViolated(let violations)? = error as? IdentificationError, let violation = violations.first
      else {
        return false
      }
      return violations.count == 1 && violation.count > 5 && violation.places.count == RuleViolation.listed
        && violation.places.allSatisfy { $0.excess > violation.tolerance && $0.seconds == Double($0.sequence) * 900 }
        && "\(error)".contains("S_PU1 on below 1, off above 3 of L_T1")
    }
  }

  @Test func `laws that the recording cannot carry are refused with what is missing`() {
    let record = TankPlant().record(500, seed: 1)
    func refusal(_ change: (inout Site) -> Void, on record: OperatingRecord) -> String {
      var site = TankPlant.site
      change(&site)
      do throws(IdentificationError) {
        _ = try PlantPhysics.identify(site, on: record)
        return ""
      } catch {
        return "\(error)"
      }
    }
    var untimed = OperatingRecord(tags: TankPlant.tags, period: nil)
    untimed.append(
      .init(
        series: "", sequences: Array(0..<500), values: record.stretches[0].values,
        seconds: [Double](repeating: .nan, count: 500)))
    let unknown = Balance(name: "b", storage: [.init(tag: "L_T9")], inflow: ["F_PU1"])
    #expect(refusal({ $0.balances = [unknown] }, on: record).contains("names tag 'L_T9', which the recording lacks"))
    #expect(refusal({ $0.balances = [TankPlant.balance(area: 100)] }, on: untimed).contains("--period"))
    let still = TankPlant.record([[Double]](repeating: [3, 0, 0, 20, 20], count: 500))
    #expect(refusal({ $0.balances = [TankPlant.balance(area: nil)] }, on: still).contains("none of its flows ever"))
    let few = TankPlant().record(50, seed: 1)
    #expect(refusal({ $0.balances = [TankPlant.balance(area: 100)] }, on: few).contains("49 usable pairs"))
  }

  @Test func `a static balance of power sees a load that one meter hides`() throws {
    var random = SeededGenerator(seed: 4)
    let rows = (0..<800).map { _ in
      let loads = [20 + random.normal(), 30 + random.normal()]
      return [loads[0] + loads[1] + 1 + 0.05 * random.normal(), loads[0], loads[1]]
    }
    var record = OperatingRecord(tags: ["in", "a", "b"], period: nil)
    record.append(
      .init(
        series: "", sequences: Array(rows.indices), values: rows.flatMap { $0 },
        seconds: [Double](repeating: .nan, count: rows.count)))
    let site = Site(id: "bus", balances: [Balance(name: "bus", inflow: ["in"], outflow: ["a", "b"])])
    var twin = TwinPredictor(try PlantPhysics.identify(site, on: record))
    for values in rows.prefix(100) {
      twin.observe(values, at: .nan)
      #expect(abs(twin.balanceResiduals[0]) < 6)
    }
    twin.observe([rows[100][0], rows[100][1], rows[100][2] - 2], at: .nan)
    #expect(abs(twin.balanceResiduals[0]) > 10)
  }
}

struct RobustRegressionTests {
  @Test func `a tenth of wild rows does not bend the line`() {
    var random = SeededGenerator(seed: 9)
    var (rows, targets) = ([Double](), [Double]())
    for index in 0..<400 {
      let x = random.normal()
      rows += [x, 7]
      targets.append(index % 10 == 0 ? 500 : 3 + 2 * x + 0.1 * random.normal())
    }
    let fit = RobustRegression(rows: rows, columns: 2, targets: targets, ridge: 1e-9)
    #expect(abs(fit.coefficients[0] - 2) < 0.05)
    #expect(fit.coefficients[1] == 0, "a column that never changes has no part")
    #expect(abs(fit.value([0, 7]) - 3) < 0.1)
  }
}
