internal import ArgumentParser
internal import Crypto
internal import Dispatch
internal import Synchronization
internal import TwinLedger
internal import TwinNode

/// Which ledger, and who one is in it: `--members` and `--key`.
struct MemberArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The founding member file, the same at every member for good.", valueName: "file"))
  var members: String
  @Option(
    help: ArgumentHelp(
      "The members now, where they have changed since; 'sat ledger members show' tells.", valueName: "file"))
  var present: String?
  @Option(help: ArgumentHelp("The private key, made by 'sat ledger keygen --member'.", valueName: "file"))
  var key: String
  @Flag(help: "Allow fewer than four members, for development: no liar and no failure is tolerated then.")
  var unsafeSingle = false

  /// The founding member file, checked.
  func readMembers() throws(Failure) -> MemberFile { try readMembers(members) }

  /// The members now: `--present`, or the founding ones.
  func readPresentMembers() throws(Failure) -> MemberFile {
    let founding = try readMembers()
    guard let present else { return founding }
    let file = try readMembers(present)
    guard file.chain == founding.chain else {
      throw Failure("\(present): members of \(file.chain), and \(members) is of \(founding.chain)")
    }
    return file
  }

  /// A member file, checked.
  func readMembers(_ path: String) throws(Failure) -> MemberFile {
    let bytes = try readFile(path, limit: MemberFile.maximumBytes)
    let file: MemberFile
    do throws(MemberFileError) { file = try MemberFile(bytes, file: path, unsafeSingle: unsafeSingle) } catch {
      throw Failure(error)
    }
    guard Checkpoint.isValid(origin: file.chain) else {
      throw Failure("\(path): the chain's name has a blank or a plus sign; use one like example.com/plants")
    }
    if file.members.count < 4 {
      warn("\(file.members.count) members tolerate no liar: only for development")
    }
    return file
  }

  /// The private key.
  func readKey() throws(Failure) -> Curve25519.Signing.PrivateKey {
    guard let key = try readSignerKeys(key, witnessesToo: true).first else { throw Failure("\(key): no key in it") }
    return key.classical
  }
}

/// Runs asynchronous work to its end from a synchronous command.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  let done = DispatchSemaphore(value: 0)
  let result = Mutex<Result<Value, any Error>?>(nil)
  Task {
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
    result.withLock { $0 = outcome }
    done.signal()
  }
  done.wait()
  guard let outcome = result.withLock({ $0 }) else { preconditionFailure("the work has ended") }
  do { return try outcome.get() } catch let error as Failure { throw error } catch { throw Failure("\(error)") }
}
