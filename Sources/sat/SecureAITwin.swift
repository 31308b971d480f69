import ArgumentParser

@main
struct SecureAITwin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sat", abstract: "Guards an industrial plant and its digital twin.")
}
