internal import Foundation
internal import TwinDetection
internal import TwinEvaluation
internal import TwinTestbeds

/// Trained testbeds in a folder, so that several experiments learn a plant only once.
struct PlantFiles {
  let folder: DemoFolder

  /// What a plant was trained with; another training gives another plant.
  private struct Origin: Codable, Equatable {
    var version: String
    var testbed: String
    var setting: ExperimentSetting
    var seed: UInt64
    var hasMessages: Bool
  }

  private func file(_ testbed: Testbed, _ ending: String) -> String { folder.file("\(testbed.name)\(ending)") }

  /// The plant, if it is there and was trained alike.
  func plant(_ testbed: Testbed, _ setting: ExperimentSetting, seed: UInt64) throws(Failure) -> TrainedPlant? {
    let path = file(testbed, ".json")
    guard FileManager.default.fileExists(atPath: path),
      let origin = try? JSONDecoder().decode(Origin.self, from: Data(try readFile(path, limit: 1 << 20))),
      origin == self.origin(testbed, setting, seed: seed, hasMessages: origin.hasMessages)
    else { return nil }
    return TrainedPlant(
      testbed, setting, learned: try readModel(file(testbed, ".satmodel")).model,
      twin: try readModel(file(testbed, "-twin.satmodel")).model,
      messages: origin.hasMessages ? try readMessageBaseline(file(testbed, ".satmessages")).baseline : nil)
  }

  /// Keeps a plant; the line that says what it is comes last.
  func keep(_ plant: TrainedPlant, seed: UInt64) throws(Failure) {
    try folder.create()
    try writeFile(file(plant.testbed, ".satmodel"), plant.learned.encoded())
    try writeFile(file(plant.testbed, "-twin.satmodel"), plant.twin.encoded())
    if let messages = plant.messages { try writeFile(file(plant.testbed, ".satmessages"), messages.encoded()) }
    let origin = origin(plant.testbed, plant.setting, seed: seed, hasMessages: plant.messages != nil)
    try writeFile(file(plant.testbed, ".json"), Array(try jsonText(origin, keepsNames: true).utf8))
  }

  /// The times of normal runs and attacks have no part in training.
  private func origin(
    _ testbed: Testbed, _ setting: ExperimentSetting, seed: UInt64, hasMessages: Bool
  ) -> Origin {
    var setting = setting
    (setting.normalRunDays, setting.settling, setting.warmUp, setting.window) = (0, 0, 0, 0)
    (setting.listening, setting.attackDuration) = (0, 0)
    return Origin(
      version: SecureAITwin.version, testbed: testbed.name, setting: setting, seed: seed, hasMessages: hasMessages)
  }
}
