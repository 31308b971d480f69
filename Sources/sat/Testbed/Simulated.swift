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
  var attacks: [PlannedAttack] = []
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
    let duration = arguments.duration ?? 86_400
    let isNetworked = arguments.network || logsMessages
    let attacks = try PlannedAttack.all(
      arguments, on: testbed, duration: duration, seed: seed, isNetworked: isNetworked)
    do throws(TestbedError) {
      var options = Testbed.Options(seed: seed, hours: 0, rowPeriod: arguments.period?.seconds)
      options.duration = duration
      options.attacks = attacks.compactMap(\.onSignals)
      if isNetworked {
        options.network = testbed.network(
          seed: seed, attackers: attacks.compactMap(\.onMessages), isLogging: logsMessages)
        communication = testbed.communication
      }
      let run = try testbed.run(options)
      recording = TracedRun(run, of: testbed.site, tracesAttacks: tracesAttacks)
    } catch {
      throw Failure(error)
    }
    self.attacks = attacks
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
}

/// A network file's name without folder and ending.
func networkName(_ path: String) -> String {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  return stem.isEmpty ? name : stem
}
