internal import Foundation
internal import TwinConnectors
internal import TwinLedger
internal import TwinModel

/// Runs something on a log's folder; its typed error becomes one line that names the folder.
func reading<Value, Problem: Error & CustomStringConvertible>(
  _ log: String, _ body: () throws(Problem) -> Value
) throws(Failure) -> Value {
  do throws(Problem) { return try body() } catch { throw Failure(error, in: log) }
}

/// What can stop an append.
enum LedgerFailure: Error, CustomStringConvertible {
  case store(LogStoreError)
  case signing(SigningError)
  case reason(String)

  var description: String {
    switch self {
    case .store(let error): error.description
    case .signing(let error): error.description
    case .reason(let text): text
    }
  }

  static func store<Value>(_ body: () throws(LogStoreError) -> Value) throws(LedgerFailure) -> Value {
    do throws(LogStoreError) { return try body() } catch { throw .store(error) }
  }

  static func sign<Value>(_ body: () throws(SigningError) -> Value) throws(LedgerFailure) -> Value {
    do throws(SigningError) { return try body() } catch { throw .signing(error) }
  }
}

/// The present time, for signatures and events.
func secondsSince1970() -> UInt64 { UInt64(max(0, Date().timeIntervalSince1970)) }

/// Reads private keys of one name, the log's, one a line.
///
/// - Parameter witnessesToo: whether the key of a witness, which a ledger's member has, will do.
func readSignerKeys(_ path: String, witnessesToo: Bool = false) throws(Failure) -> [SignerKey] {
  let lines = String(decoding: try readFile(path, limit: 1 << 20), as: UTF8.self)
  var keys: [SignerKey] = []
  for (number, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    if line.isEmpty || line.hasPrefix("#") { continue }
    do throws(NoteError) {
      keys.append(try SignerKey(secretText: line))
    } catch {
      throw Failure("\(path):\(number + 1): \(error); private keys are made by 'sat ledger keygen'")
    }
  }
  guard let name = keys.first?.verifier.name else { throw Failure("\(path): there is no key in it") }
  guard keys.allSatisfy({ $0.verifier.name == name && (witnessesToo || $0.verifier.algorithm != .cosignature) }) else {
    throw Failure("\(path): these are not the keys of one log")
  }
  let attributes = try? FileManager.default.attributesOfItem(atPath: path)
  if let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 {
    warn("\(path) can be read by others; run: chmod 600 \(path)")
  }
  return keys
}

/// Reads a checkpoint from a file, or from a log's folder.
func readCheckpoint(_ path: String) throws(Failure) -> SignedCheckpoint {
  var isFolder: ObjCBool = false
  if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
    return try reading(path) { () throws(LogStoreError) in try LogReader(LogFolder(reading: path)).checkpoint() }
  }
  let bytes = try readFile(path, limit: SignedNote.byteLimit)
  do throws(CheckpointError) { return try SignedCheckpoint(bytes) } catch { throw Failure(error, in: path) }
}

/// Writes a new file that only its owner can read.
func writeSecretFile(_ path: String, _ bytes: [UInt8]) throws(Failure) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else {
    throw Failure("\(path): \(String(cString: strerror(errno)))" + (errno == EEXIST ? "; choose another name" : ""))
  }
  let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  do {
    try file.write(contentsOf: bytes)
    try file.synchronize()
  } catch {
    unlink(path)
    throw Failure("\(path): \(error.localizedDescription)")
  }
}

/// Makes a folder unless there is one.
func makeFolder(_ path: String) throws(Failure) {
  do {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch {
    throw Failure("\(path): the folder cannot be made; check the path")
  }
}

/// A value as JSON on one line, with sorted, underscored names.
func jsonLine(_ value: some Encodable) throws(Failure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
    throw Failure("the result cannot be written as JSON: \(error)")
  }
}

/// Standard base64.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
