/// A checkpoint with its signatures, not yet verified.
public struct SignedCheckpoint: Sendable, Hashable {
  /// What is signed.
  public let checkpoint: Checkpoint
  /// The note as received.
  public private(set) var note: SignedNote

  /// Reads a signed note whose text is a checkpoint.
  public init(_ bytes: some Collection<UInt8>) throws(CheckpointError) {
    do throws(NoteError) { note = try SignedNote(bytes) } catch { throw .note(error) }
    checkpoint = try Checkpoint(text: note.text)
  }

  /// Signs a checkpoint.
  ///
  /// - Parameters:
  ///   - keys: at least one; every one adds a line.
  ///   - time: seconds since 1970-01-01T00:00:00Z; only cosignatures state it.
  public init(_ checkpoint: Checkpoint, keys: [SignerKey], time: UInt64) throws(SigningError) {
    guard let first = keys.first else { preconditionFailure("a checkpoint needs a key that signs it") }
    self.checkpoint = checkpoint
    note = SignedNote(text: checkpoint.text, signature: try first.sign(checkpoint.text, time: time))
    for key in keys.dropFirst() { note.add(try key.sign(checkpoint.text, time: time)) }
  }

  /// Adds a signature line, for example a witness's.
  public mutating func add(_ signature: NoteSignature) { note.add(signature) }

  /// The note as bytes.
  public var bytes: [UInt8] { note.bytes }
}
