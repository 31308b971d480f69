import Foundation

/// Runs the verifier that was written from the standards in Python.
enum PythonVerifier {
  /// A Python whose `cryptography` knows Ed25519 and ML-DSA-65; `nil` where there is none and none can be made.
  static let python: String? = {
    let own = FileManager.default.temporaryDirectory.appending(path: "sat-ledger-verifier-venv/bin/python3").path
    let given = ProcessInfo.processInfo.environment["SAT_PYTHON"]
    for candidate in [given, "/usr/bin/env python3", own].compactMap(\.self) where canVerify(candidate) {
      return candidate
    }
    let folder = URL(filePath: own).deletingLastPathComponent().deletingLastPathComponent().path
    _ = run(["/usr/bin/env", "python3", "-m", "venv", folder])
    _ = run([own, "-m", "pip", "install", "--quiet", "--timeout", "20", "cryptography>=47"])
    return canVerify(own) ? own : nil
  }()

  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "verify_log.py").path

  /// What a run printed, and how it ended.
  static func verify(_ arguments: [String]) -> (status: Int32, output: String) {
    run((python ?? "/usr/bin/env python3").split(separator: " ").map(String.init) + [script] + arguments)
  }

  private static func canVerify(_ python: String) -> Bool {
    let line = """
      from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey as K; K.generate().sign(b'', b'c')
      """
    return run(python.split(separator: " ").map(String.init) + ["-c", line]).status == 0
  }

  private static func run(_ words: [String]) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return (-1, "") }
    let number = process.processIdentifier
    DispatchQueue.global().asyncAfter(deadline: .now() + 120) { [weak process] in
      if process?.isRunning == true { kill(number, SIGKILL) }
    }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
