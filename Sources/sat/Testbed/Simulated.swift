internal import Hydraulics
internal import PowerFlow
internal import TwinModel
internal import TwinTestbeds

/// What is about to be simulated, ready to run.
struct Simulated {
  /// Name of the plant, or of the network's file.
  var plant: String
  /// Seed; `nil` where nothing is random.
  var seed: UInt64?
  /// The recording, simulated while it is read.
  var recording: any SimulatedRecording
  /// The attacks of the run, and what they do.
  var attacks: [(kind: TestbedAttack, truth: AttackTruth)] = []
  /// Who asks whom over the plant's communication network; `nil` where values arrive at once.
  var communication: CommunicationPlan?
  /// Seconds between two scans; `nil` where nothing scans.
  var scanPeriod: Double?
  /// What of an input file was left out.
  var notes: [String] = []

  /// Whatever the arguments name.
  ///
  /// - Parameter tracesAttacks: whether to find out what each attack leads to.
  /// - Parameter logsMessages: whether messages are kept; the plant then has its communication network in any case.
  init(_ arguments: SimulationArguments, tracesAttacks: Bool, logsMessages: Bool) throws(Failure) {
    if let water = arguments.water {
      self = try Self(water: water, arguments)
    } else if let grid = arguments.grid {
      self = try Self(grid: grid, arguments, tracesAttacks: tracesAttacks, logsMessages: logsMessages)
    } else {
      let testbed = try Testbed.found(arguments.name ?? "")
      self = try Self(testbed, arguments, tracesAttacks: tracesAttacks, logsMessages: logsMessages)
    }
  }

  private init(
    _ testbed: Testbed, _ arguments: SimulationArguments, tracesAttacks: Bool, logsMessages: Bool
  ) throws(Failure) {
    let seed = arguments.seed ?? 7
    do throws(TestbedError) {
      let duration = arguments.duration ?? 86_400
      let attacks = try Self.attacks(on: testbed, arguments, duration: duration, seed: seed)
      var options = Testbed.Options(seed: seed, hours: 0, rowPeriod: arguments.period?.seconds)
      options.duration = duration
      options.attacks = attacks.map(\.attack)
      if arguments.network || logsMessages {
        options.network = testbed.network(seed: seed, isLogging: logsMessages)
        communication = testbed.communication
      }
      let run = try testbed.run(options)
      self.attacks = attacks.map { ($0.kind, $0.attack.truth) }
      recording = TracedRun(run, of: testbed.site, tracesAttacks: tracesAttacks)
    } catch {
      throw Failure(error)
    }
    plant = testbed.name
    self.seed = seed
    scanPeriod = testbed.scanPeriod
  }

  private init(water path: String, _ arguments: SimulationArguments) throws(Failure) {
    let bytes = try readFile(path, limit: 256 << 20)
    let network: WaterNetwork
    do throws(InputFileError) {
      network = try WaterNetwork(inputFile: bytes)
    } catch {
      throw Failure(error, in: path)
    }
    plant = networkName(path)
    do throws(WaterNetworkError) {
      let junctions = arguments.tag.map { $0.hasPrefix("P_") ? String($0.dropFirst(2)) : $0 }
      recording = try WaterNetworkRecording(
        network, duration: arguments.duration, rowPeriod: arguments.period?.seconds,
        junctions: junctions.isEmpty ? nil : junctions, series: plant)
    } catch {
      throw Failure(error, in: path)
    }
  }

  private init(
    grid path: String, _ arguments: SimulationArguments, tracesAttacks: Bool, logsMessages: Bool
  ) throws(Failure) {
    let bytes = try readFile(path, limit: CaseFile.maximumBytes)
    let file: CaseFile
    do throws(CaseFileError) {
      file = try CaseFile(bytes)
    } catch {
      throw Failure(error, in: path)
    }
    let testbed: Testbed
    do throws(TestbedError) {
      testbed = try Testbed.grid(file.gridCase, name: networkName(path))
    } catch {
      throw Failure(error, in: path)
    }
    try self.init(testbed, arguments, tracesAttacks: tracesAttacks, logsMessages: logsMessages)
    notes = file.notes.map { "\(path): line \($0.line): \($0.text)" }
  }

  /// The attacks asked for; a second one of a kind is called `flood-2`, and so on.
  private static func attacks(
    on testbed: Testbed, _ arguments: SimulationArguments, duration: Double, seed: UInt64
  ) throws(TestbedError) -> [(kind: TestbedAttack, attack: any Attack)] {
    var made: [(kind: TestbedAttack, attack: any Attack)] = []
    for (index, id) in arguments.attack.enumerated() {
      let kind = try testbed.attack(named: id)
      let before = made.count { $0.kind.id == id }
      let spread = duration * Double(index + 1) / Double(arguments.attack.count + 1)
      let start = index < arguments.at.count ? arguments.at[index].seconds : (spread / 60).rounded(.down) * 60
      do throws(AttackError) {
        let event = before == 0 ? id : "\(id)-\(before + 1)"
        made.append((kind, try kind.attack(event: event, start: start, seed: seed &+ UInt64(index))))
      } catch {
        throw .attack(error)
      }
    }
    return made
  }
}

/// A network file's name without folder and ending.
func networkName(_ path: String) -> String {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  return stem.isEmpty ? name : stem
}
