import Foundation
import Testing

/// An interrupted program ends by the signal and leaves no unfinished file.
@Suite struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func `an interrupted command leaves the old file and nothing unfinished`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    try folder.write("good", to: "out")
    // A pipe that nobody fills keeps the program waiting with its output begun.
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    let (process, streams) = try Program(folder: folder)
      .start(["train", "--recording", "pipe", "--output", "out"])
    // The pipe can be opened once the program reads from it; its output has begun by then.
    var pipe: Int32 = -1
    while pipe < 0 && process.isRunning {
      pipe = open(folder.file("pipe"), O_WRONLY | O_NONBLOCK)
      sched_yield()
    }
    try #require(pipe >= 0)
    defer { close(pipe) }
    #expect(folder.names.contains { $0.hasSuffix(".unfinished") })
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    let errors = try String(contentsOfFile: streams.errors, encoding: .utf8)
    #expect(errors.hasPrefix("sat: interrupted"), "\(errors)")
    #expect(folder.names == ["out", "pipe"])
    #expect(folder.text("out") == "good")
  }
}
