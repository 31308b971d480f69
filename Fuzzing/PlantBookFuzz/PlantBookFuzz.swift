import TwinConnectors
import TwinModel

/// Any bytes are context in the order of time, or an error in one line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPlantBook(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(PlantBookError) {
    let notices = try PlantBook(decoding: bytes).notices
    guard notices.allSatisfy({ $0.sign?.isContext == true && $0.sourceTime != nil }) else { fatalError("no context") }
    let times = notices.compactMap(\.sourceTime)
    guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else { fatalError("out of order") }
  } catch {
    guard !error.description.contains("\n") else { fatalError("an error of several lines") }
  }
  return 0
}
