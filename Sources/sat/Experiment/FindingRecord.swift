internal import Foundation
internal import Synchronization
internal import TwinEvaluation
internal import TwinTestbeds

/// The finished parts of an experiment, one JSON line each behind a line that says which experiment it is.
struct FindingRecord {
  /// Adds lines, from any thread.
  let keeper: Keeper
  private let known: [Line]

  /// One finished part.
  private struct Line: Codable {
    var testbed: String
    var job: DetectionExperiment.Job
    var finding: DetectionExperiment.Finding
  }

  /// Which experiment it is: parts of another one are of no use.
  private struct Heading: Codable, Equatable {
    var version: String
    var types: [String]
    var levels: [Int]
    var seeds: [UInt64]
    var settings: [String: ExperimentSetting]
  }

  /// A file that grows line by line.
  final class Keeper: Sendable {
    private let handle: Mutex<FileHandle>
    private let path: String

    fileprivate init(_ handle: sending FileHandle, path: String) {
      self.handle = Mutex(handle)
      self.path = path
    }

    /// Adds a finished part.
    func keep(
      _ finding: DetectionExperiment.Finding, of job: DetectionExperiment.Job, on testbed: String
    ) throws(Failure) {
      try write(Line(testbed: testbed, job: job, finding: finding))
    }

    fileprivate func write(_ line: some Encodable) throws(Failure) {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      do {
        let bytes = try encoder.encode(line) + [0x0A]
        try handle.withLock { try $0.write(contentsOf: bytes) }
      } catch {
        throw Failure("\(path): cannot be written: \(error.localizedDescription); free space or choose another folder")
      }
    }
  }

  /// - Parameter resumes: whether to keep what the file holds.
  init(path: String, of experiment: DetectionExperiment, resumes: Bool) throws(Failure) {
    let heading = Heading(
      version: SecureAITwin.version, types: experiment.types.map(\.rawValue), levels: experiment.levels.map(\.rawValue),
      seeds: experiment.seeds, settings: experiment.settings)
    known = resumes ? try Self.read(path, heading) : []
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else { throw Failure("\(path): cannot be written; choose another folder with --output") }
    keeper = Keeper(handle, path: path)
    try keeper.write(heading)
    for line in known { try keeper.write(line) }
  }

  /// What came of a part that was done before.
  func finding(of job: DetectionExperiment.Job, on testbed: String) -> DetectionExperiment.Finding? {
    known.first { $0.testbed == testbed && $0.job == job }?.finding
  }

  /// The parts of the same experiment; a last line that was cut short is left out.
  private static func read(_ path: String, _ heading: Heading) throws(Failure) -> [Line] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let bytes = try readFile(path, limit: 1 << 30)
    let lines = bytes.split(separator: 0x0A).map { Data($0) }
    let decoder = JSONDecoder()
    guard let first = lines.first else { return [] }
    guard (try? decoder.decode(Heading.self, from: first)) == heading else {
      throw Failure("\(path): holds parts of another experiment; leave out --resume or choose another folder")
    }
    return lines.dropFirst().compactMap { try? decoder.decode(Line.self, from: $0) }
  }
}
