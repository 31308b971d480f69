import TwinModel

/// Any bytes are a site or a list of problems; a site survives writing and reading.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSiteFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let site = try Site(yaml: bytes)
    guard let again = try? Site(yaml: site.yaml), again == site else { fatalError("a site was lost in writing") }
  } catch {
    precondition(!error.problems.isEmpty && error.problems.count <= Site.maximumProblems)
  }
  return 0
}
