import Crypto
import TwinDetection
import TwinModel

/// Decodes hostile JSON as a baseline whose magic, version and digest are right, lets a monitor watch a few messages with
/// what is accepted, and checks that encoding it again changes nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMessageBaseline(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  var file = Array("SATMESSG".utf8) + [1, 0, 0, 0] + input
  file += SHA256.hash(data: file)
  guard let baseline = try? MessageBaseline(decoding: file) else { return 0 }
  let encoded = baseline.encoded()
  let again = try? MessageBaseline(decoding: encoded)
  precondition(again?.encoded() == encoded, "decoding and encoding change the baseline")
  watch(baseline)
  return 0
}

func watch(_ baseline: MessageBaseline) {
  var monitor = MessageMonitor(baseline: baseline)
  for step in 0..<64 {
    var message = MessageObservation(
      time: SourceTime(nanoseconds: Int64(step) * 500_000_000), from: step % 3 == 0 ? "a" : "b",
      to: step % 3 == 0 ? "b" : "a", protocolName: step % 2 == 0 ? "mqtt" : "modbus-tcp", operation: "read",
      code: UInt16(step % 5), direction: step % 3 == 0 ? .request : .response, isWrite: step % 7 == 0,
      target: step % 2 == 0 ? .path("x/y") : .registers(unit: 1, address: 0, count: 1), tags: ["t"],
      values: [[1, .nan, .infinity, -2][step % 4]], digest: UInt64(step % 9))
    message.sequence = UInt32(step * 37 % 50)
    message.transaction = UInt32(step / 3)
    message.sampled = SourceTime(nanoseconds: .min)
    message.identity = "k"
    for piece in monitor.observe(message) { precondition(piece.strength.isFinite) }
  }
  _ = monitor.advance(to: SourceTime(nanoseconds: .max))
}
