import Foundation
public import TwinLedger

/// A node's data directory: one chain, one member, one process at a time.
///
/// `chain` says whose it is; `lock` is held while a process works on it; `votes` is the write-ahead log; `blocks` the
/// final blocks; `log/` the transparency log's static files.
public struct LedgerDirectory: Sendable {
  /// Where it is.
  public let path: String
  private let lock: Int32

  /// The write-ahead log of votes.
  public var votes: String { path + "/votes" }
  /// The final blocks.
  public var blocks: String { path + "/blocks" }
  /// The transparency log's files.
  public var log: String { path + "/log" }

  private struct Identity: Codable, Equatable {
    var format = 1
    var chain: String
    var member: String
  }

  /// Makes the directory of a member that has never voted with its key: whoever calls this says so.
  ///
  /// - Parameter publicKey: the key with which the member is to vote.
  /// - Throws: `LedgerNodeError.directoryExists`, `StorageError`.
  public static func create(at path: String, chain: Digest32, member: NodeID, publicKey: [UInt8]) throws {
    guard mkdir(path, 0o700) == 0 else {
      let code = errno
      throw code == EEXIST
        ? LedgerNodeError.directoryExists(path) as any Error : StorageError(path: path, code: code) as any Error
    }
    let identity = Identity(chain: chain.description, member: member.description)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try write(encoder.encode(identity) + Data("\n".utf8), to: path + "/chain")
    let votes = WriteAheadSegment.create(chainID: chain, publicKey: publicKey, records: [], capacity: 1 << 16)
    try write(Data(votes.content), to: path + "/votes")
    try GroupCommitFile.syncDirectory(of: path)
  }

  /// Whose directory it is, where there is one.
  public static func owner(of path: String) -> NodeID? {
    FileManager.default.contents(atPath: path + "/chain")
      .flatMap { try? JSONDecoder().decode(Identity.self, from: $0) }.flatMap { NodeID($0.member) }
  }

  /// Opens the directory and keeps others out until `release` or the end of the process.
  ///
  /// - Throws: `LedgerNodeError` when it is another's or in use, `StorageError`.
  public init(path: String, chain: Digest32, member: NodeID) throws {
    self.path = path
    guard let bytes = FileManager.default.contents(atPath: path + "/chain") else {
      throw LedgerNodeError.noDirectory(path)
    }
    guard let identity = try? JSONDecoder().decode(Identity.self, from: bytes), identity.format == 1 else {
      throw LedgerNodeError.unreadable(path + "/chain")
    }
    guard identity.chain == chain.description else { throw LedgerNodeError.otherChain(path) }
    guard identity.member == member.description else {
      throw LedgerNodeError.otherMember(path, identity.member)
    }
    lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw StorageError(path: path + "/lock", code: errno) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw LedgerNodeError.inUse(path)
    }
  }

  /// Lets others have the directory.
  func release() { close(lock) }

  private static func write(_ content: Data, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StorageError(path: path, code: errno) }
    defer { close(file) }
    let written = content.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    guard written == content.count, fsync(file) == 0 else {
      throw StorageError(path: path, code: written >= 0 && written < content.count ? ENOSPC : errno)
    }
  }
}
