internal import ArgumentParser
internal import Crypto
internal import Dispatch
internal import Synchronization
internal import TwinLedger
internal import TwinNode

/// Which ledger, and who one is in it: `--members` and `--key`.
struct MemberArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The member file, the same at every member.", valueName: "file"))
  var members: String
  @Option(help: ArgumentHelp("The private key, made by 'sat ledger keygen --member'.", valueName: "file"))
  var key: String
  @Flag(help: "Allow fewer than four members, for development: no liar and no failure is tolerated then.")
  var unsafeSingle = false

  /// The member file, checked.
  func readMembers() throws(Failure) -> MemberFile {
    let bytes = try readFile(members, limit: MemberFile.maximumBytes)
    let file: MemberFile
    do throws(MemberFileError) {
      file = try MemberFile(bytes, file: members, unsafeSingle: unsafeSingle)
    } catch {
      throw Failure(error)
    }
    guard Checkpoint.isValid(origin: file.chain) else {
      throw Failure("\(members): the chain's name has a blank or a plus sign; use one like example.com/plants")
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
