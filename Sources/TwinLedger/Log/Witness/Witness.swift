/// A witness: cosigns the checkpoints of the logs it knows, as long as each extends the one before.
///
/// It reads no clock and does no input or output of its own; the order of its checks is that of the specification.
/// Source: C2SP tlog-witness, section "add-checkpoint".
public struct Witness: Sendable {
  private let key: SignerKey
  private let logs: [VerifierKey]

  /// A witness with a cosignature key.
  ///
  /// - Parameters:
  ///   - key: must be of the algorithm `cosignature`.
  ///   - logs: keys of the logs it knows; each carries its log's origin as name.
  public init(key: SignerKey, logs: [VerifierKey]) {
    precondition(key.verifier.algorithm == .cosignature, "a witness signs with a cosignature key")
    self.key = key
    self.logs = logs
  }

  /// Answers a request. The record is replaced, and kept, before the answer is made.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z, stated in the cosignature.
  public func respond(
    to body: [UInt8], time: UInt64, records: inout some WitnessRecords
  ) -> WitnessResponse {
    guard let request = AddCheckpointRequest(body) else { return refusal(400, "malformed request") }
    let checkpoint = request.signed.checkpoint
    let known = logs.filter { $0.name == checkpoint.origin }
    if known.isEmpty { return refusal(404, "unknown log") }
    guard known.contains(where: { hasSigned($0, request.signed.note) }) else {
      return refusal(403, "no valid signature of a known key of this log")
    }
    guard request.oldSize <= checkpoint.size else { return refusal(400, "the old size exceeds the checkpoint's") }
    do {
      let latest = try records.latest(of: checkpoint.origin)
      if let conflict = conflict(of: request, with: latest) { return conflict }
      guard try records.replace(latest, with: checkpoint) else {
        let now = try records.latest(of: checkpoint.origin)
        return sizeConflict(now?.size ?? 0)
      }
      return WitnessResponse(status: 200, body: try key.sign(request.signed.note.text, time: time).line)
    } catch {
      return refusal(500, "the record could not be kept")
    }
  }

  /// Why the request does not extend the record; `nil` when it does.
  private func conflict(of request: AddCheckpointRequest, with latest: Checkpoint?) -> WitnessResponse? {
    let new = request.signed.checkpoint
    guard request.oldSize == latest?.size ?? 0 else { return sizeConflict(latest?.size ?? 0) }
    guard let latest, latest.size > 0 else {
      return request.consistency.hashes.isEmpty ? nil : refusal(422, "a proof from nothing must be empty")
    }
    if new.size == latest.size, new.root != latest.root { return sizeConflict(latest.size) }
    do throws(MerkleProofError) {
      try request.consistency.verifyConsistency(
        oldSize: latest.size, oldRoot: latest.root, newSize: new.size, newRoot: new.root)
      return nil
    } catch {
      return refusal(422, error.description)
    }
  }

  private func hasSigned(_ key: VerifierKey, _ note: SignedNote) -> Bool {
    note.signatures.contains { key.verify($0, on: note.text) != nil }
  }

  private func sizeConflict(_ size: UInt64) -> WitnessResponse {
    WitnessResponse(status: 409, contentType: "text/x.tlog.size", body: "\(size)\n")
  }

  private func refusal(_ status: Int, _ reason: String) -> WitnessResponse {
    WitnessResponse(status: status, body: reason + "\n")
  }
}
