internal import TwinDetection
internal import TwinEvaluation
internal import TwinTestbeds

/// An attack or a trouble of a run, as it was asked for.
struct PlannedAttack {
  /// Type of the catalogue, id of an attack that the testbed knows by name, or id of a trouble.
  var type: String
  /// Techniques that it uses.
  var techniques: [String]
  /// What does it.
  var attack: Attacker

  /// Where it does it.
  enum Attacker {
    /// Between sensors, controllers, actuators and historian.
    case onSignals(any Attack)
    /// On the communication network.
    case onMessages(any NetworkAttack)
  }

  /// What is really done.
  var truth: AttackTruth {
    switch attack {
    case .onSignals(let attack): attack.truth
    case .onMessages(let attack): attack.truth
    }
  }

  /// The attack, where it acts on signals.
  var onSignals: (any Attack)? { if case .onSignals(let attack) = attack { attack } else { nil } }
  /// The attack, where it acts on messages.
  var onMessages: (any NetworkAttack)? { if case .onMessages(let attack) = attack { attack } else { nil } }

  /// Everything that was asked for, in order: nearest to the process first, troubles last.
  ///
  /// - Parameter duration: seconds that the run lasts.
  /// - Parameter isNetworked: whether the run has a communication network, on whose messages attacks can act.
  static func all(
    _ arguments: SimulationArguments, on testbed: Testbed, duration: Double, seed: UInt64, isNetworked: Bool
  ) throws(Failure) -> [PlannedAttack] {
    var names = EventNames()
    var planned: [PlannedAttack] = []
    for (index, id) in arguments.attack.enumerated() {
      let order = Order(
        seed: seed &+ UInt64(index), start: arguments.start(ofAttack: index, within: duration), run: duration,
        isNetworked: isNetworked)
      let made: PlannedAttack
      if let type = AttackType(rawValue: id.uppercased()) {
        made = try catalogued(type, index, order, arguments, on: testbed, names: &names)
      } else {
        made = try named(id, order, on: testbed, names: &names)
      }
      planned.append(made)
    }
    return planned + (try troubles(arguments, on: testbed, duration: duration, seed: seed, names: &names))
  }

  /// What every kind needs to know.
  private struct Order {
    var seed: UInt64
    var start: Double
    var run: Double
    var isNetworked: Bool
  }

  private static func catalogued(
    _ type: AttackType, _ index: Int, _ order: Order, _ arguments: SimulationArguments, on testbed: Testbed,
    names: inout EventNames
  ) throws(Failure) -> PlannedAttack {
    guard let level = AttackLevel(rawValue: arguments.level.element(index) ?? 1) else {
      throw Failure("--level \(arguments.level.element(index) ?? 1) does not exist; choose 0, 1, 2 or 3")
    }
    let variant = arguments.variant.element(index) ?? 1
    let oracle = try arguments.oracle(level: level, period: testbed.rowPeriod)
    let duration = arguments.lasting.element(index)?.seconds ?? 3600
    let (target, id) = (
      arguments.target.element(index), names.next("\(type.rawValue)-\(variant)-L\(level.rawValue)")
    )
    do throws(AttackError) {
      let attacker: Attacker
      if order.isNetworked && MessageScenario.variants(of: type).contains(where: { $0.number == variant }) {
        attacker = .onMessages(
          try MessageScenario(
            on: testbed, type: type, variant: variant, level: level, seed: order.seed, start: order.start,
            duration: duration, target: target, run: order.run, id: id
          ).attack)
      } else {
        attacker = .onSignals(
          try testbed.scenario(
            type, variant: variant, level: level, seed: order.seed, start: order.start, duration: duration,
            target: target, run: order.run, id: id, oracle: oracle
          ).attack)
      }
      return PlannedAttack(type: type.rawValue, techniques: type.techniques, attack: attacker)
    } catch {
      if case .missingOracle = error { throw Failure("--level 3 plays against a detector; name one with --model") }
      throw Failure(error)
    }
  }

  private static func named(
    _ id: String, _ order: Order, on testbed: Testbed, names: inout EventNames
  ) throws(Failure) -> PlannedAttack {
    let kind: TestbedAttack
    do throws(TestbedError) {
      kind = try testbed.attack(named: id)
    } catch { throw Failure(error) }
    do throws(AttackError) {
      let attack = try kind.attack(event: names.next(id), start: order.start, seed: order.seed)
      return PlannedAttack(type: kind.id, techniques: kind.techniques, attack: .onSignals(attack))
    } catch { throw Failure(error) }
  }

  /// Troubles, spread evenly, each for a quarter of an hour.
  private static func troubles(
    _ arguments: SimulationArguments, on testbed: Testbed, duration: Double, seed: UInt64, names: inout EventNames
  ) throws(Failure) -> [PlannedAttack] {
    var planned: [PlannedAttack] = []
    for (index, id) in arguments.trouble.enumerated() {
      let known = Trouble.allCases.map(\.rawValue)
      guard let trouble = Trouble(rawValue: id) else {
        throw Failure(AttackError.unknownTrouble(id, testbed: testbed.name, known: known))
      }
      let start = SimulationArguments.spread(index, of: arguments.trouble.count, within: duration)
      do throws(AttackError) {
        let event = try testbed.event(
          trouble, seed: seed &+ 1000 &+ UInt64(index), start: start, duration: min(900, duration - start),
          run: duration, id: names.next(id))
        planned.append(PlannedAttack(type: id, techniques: [], attack: .onSignals(event)))
      } catch { throw Failure(error) }
    }
    return planned
  }
}

/// Names of a run's events: a second one of a kind is called `flood-2`, and so on.
private struct EventNames {
  private var times: [String: Int] = [:]

  mutating func next(_ name: String) -> String {
    times[name, default: 0] += 1
    let count = times[name] ?? 1
    return count == 1 ? name : "\(name)-\(count)"
  }
}

extension Array {
  /// The element of that place, the last one for places beyond; `nil` where there is none at all.
  func element(_ place: Int) -> Element? { place < count ? self[place] : last }
}

extension SimulationArguments {
  /// When an attack begins: as chosen, or spread evenly over the run, on a full minute.
  func start(ofAttack index: Int, within duration: Double) -> Double {
    index < at.count ? at[index].seconds : Self.spread(index, of: attack.count, within: duration)
  }

  static func spread(_ index: Int, of count: Int, within duration: Double) -> Double {
    (duration * Double(index + 1) / Double(count + 1) / 60).rounded(.down) * 60
  }

  /// The detector that an attacker plays against: the ensemble's score at level 2, the autoencoder's at level 3; `nil`
  /// where no model was named.
  func oracle(level: AttackLevel, period: Double) throws(Failure) -> ModelOracle? {
    guard let model, level >= .modelAware else { return nil }
    return ModelOracle(
      model: try readModel(model).model, kind: level == .whiteBox ? .autoencoder : .ensemble,
      period: self.period?.seconds ?? period)
  }
}
