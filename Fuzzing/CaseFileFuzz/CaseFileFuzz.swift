import PowerFlow

/// Any bytes are a network or a fault with its line and section.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCaseFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    let file = try CaseFile(Array(UnsafeBufferPointer(start: start, count: count)))
    precondition(!file.gridCase.buses.isEmpty)
  } catch {
    precondition(error.line >= 0 && !error.description.isEmpty)
  }
  return 0
}
