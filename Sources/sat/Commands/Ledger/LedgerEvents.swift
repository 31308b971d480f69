internal import Foundation
internal import TwinModel

/// Reads events: one, an array of them, or one a line when the name ends in `.jsonl`.
func readEvents(_ path: String) throws(Failure) -> [AuditEvent] {
  let bytes = try readFile(path, limit: 1 << 30)
  guard path.hasSuffix(".jsonl") else { return try events(in: bytes[...], place: path) }
  var all: [AuditEvent] = []
  for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where !line.isEmpty
  {
    all += try events(in: line, place: "\(path):\(number + 1)")
  }
  return all
}

private func events(in bytes: ArraySlice<UInt8>, place: String) throws(Failure) -> [AuditEvent] {
  let document: Any
  do { document = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
    throw Failure("\(place): this is no JSON")
  }
  guard let objects = document as? [[String: Any]] ?? (document as? [String: Any]).map({ [$0] }) else {
    throw Failure("\(place): this is neither an event nor an array of events")
  }
  return try objects.map { object throws(Failure) in try event(object, place: place) }
}

private func event(_ object: [String: Any], place: String) throws(Failure) -> AuditEvent {
  var object = object
  if object["time_nanoseconds"] == nil {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    object["time_nanoseconds"] = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
  let known = ["kind", "site", "time_nanoseconds", "recorder", "record"]
  if let stranger = object.keys.sorted().first(where: { !known.contains($0) }) {
    throw Failure("\(place): an event has no field \"\(stranger)\"; it has \(known.joined(separator: ", "))")
  }
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  do {
    return try decoder.decode(AuditEvent.self, from: JSONSerialization.data(withJSONObject: object))
  } catch let error as DecodingError {
    throw Failure("\(place): \(words(for: error))")
  } catch {
    throw Failure("\(place): this is no event")
  }
}

private func words(for error: DecodingError) -> String {
  func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
  switch error {
  case .keyNotFound(let key, let context): return "the field \"\(name(context.codingPath + [key]))\" is missing"
  case .typeMismatch(_, let context), .valueNotFound(_, let context):
    return "the field \"\(name(context.codingPath))\" has the wrong form"
  case .dataCorrupted(let context):
    return "the field \"\(name(context.codingPath))\": \(context.debugDescription)"
  @unknown default: return "this is no event"
  }
}

extension AuditEvent {
  /// The canonical encoding.
  func encodedOrFailure(in file: String) throws(Failure) -> [UInt8] {
    do throws(AuditEventError) { return try encoded() } catch { throw Failure(error, in: file) }
  }
}
