import Foundation
import Testing

/// The built command, run as a user runs it.
struct Program {
  /// What a run left behind.
  struct Outcome: Sendable {
    var status: Int32
    /// Whether it ended by itself and not by a signal.
    var endedByItself: Bool
    var output: String
    var errors: String

    /// The lines of standard error.
    var complaints: [String] { errors.split(separator: "\n").map(String.init) }
  }

  /// The folder in which it runs.
  let folder: TemporaryFolder

  /// `sat` lies beside the test bundle.
  static let path: String = {
    let places = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
    let candidates = places.flatMap { place in
      let folder = (place as NSString).deletingLastPathComponent
      return [folder + "/sat", (folder as NSString).deletingLastPathComponent + "/sat"]
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "sat"
  }()

  /// Runs it to its end.
  ///
  /// - Parameter output: a device for standard output instead of a file that is read back.
  func run(_ arguments: [String], output device: String? = nil) throws -> Outcome {
    let (process, streams) = try start(arguments, output: device)
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, endedByItself: process.terminationReason == .exit,
      output: try streams.output.map { try String(contentsOfFile: $0, encoding: .utf8) } ?? "",
      errors: try String(contentsOfFile: streams.errors, encoding: .utf8))
  }

  /// Starts it and comes back at once; standard output and error go to files outside its folder.
  func start(
    _ arguments: [String], output device: String? = nil
  ) throws -> (Process, streams: (output: String?, errors: String)) {
    let scratch = folder.path + ".streams-" + UUID().uuidString
    try Data().write(to: URL(fileURLWithPath: scratch + ".out"))
    try Data().write(to: URL(fileURLWithPath: scratch + ".err"))
    folder.alsoRemoves(scratch + ".out")
    folder.alsoRemoves(scratch + ".err")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: device ?? scratch + ".out")
    process.standardError = FileHandle(forWritingAtPath: scratch + ".err")
    try process.run()
    // A program that hangs fails its test instead of holding up all others.
    let number = process.processIdentifier
    DispatchQueue.global().asyncAfter(deadline: .now() + 180) { [weak process] in
      if process?.isRunning == true { kill(number, SIGKILL) }
    }
    return (process, (device == nil ? scratch + ".out" : nil, scratch + ".err"))
  }
}

/// Runs the command in a folder and expects success.
@discardableResult
func succeed(
  _ arguments: String..., in folder: TemporaryFolder, at place: SourceLocation = #_sourceLocation
) throws -> Program.Outcome {
  let outcome = try Program(folder: folder).run(arguments)
  #expect(outcome.status == 0 && outcome.endedByItself, "\(outcome.errors)", sourceLocation: place)
  return outcome
}

/// Runs the command in a folder and expects one line on standard error, exit status 2 and no unfinished file.
@discardableResult
func refuse(
  _ arguments: String..., in folder: TemporaryFolder, saying words: [String], output device: String? = nil,
  at place: SourceLocation = #_sourceLocation
) throws -> Program.Outcome {
  let outcome = try Program(folder: folder).run(arguments, output: device)
  #expect(outcome.status == 2 && outcome.endedByItself, "\(outcome.errors)", sourceLocation: place)
  #expect(outcome.output.isEmpty, sourceLocation: place)
  #expect(outcome.complaints.count == 1, "\(outcome.errors)", sourceLocation: place)
  #expect(outcome.errors.hasPrefix("sat: ") && outcome.errors.hasSuffix("\n"), sourceLocation: place)
  for word in words {
    #expect(outcome.errors.contains(word), "\"\(word)\" in: \(outcome.errors)", sourceLocation: place)
  }
  #expect(!folder.names.contains { $0.hasSuffix(".unfinished") }, "\(folder.names)", sourceLocation: place)
  return outcome
}
