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

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager looks for an executable's entry point under this name; the fuzzer's own would be `main`.
@_cdecl("SiteFuzz_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return withUnsafeMutablePointer(to: &arguments) { pointer in
    runFuzzer(&count, UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)) {
      fuzzSiteFile($0, $1)
    }
  }
}
