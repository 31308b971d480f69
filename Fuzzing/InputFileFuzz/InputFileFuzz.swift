import Hydraulics

/// Any bytes are a network or a fault with its line; what is read can be solved for a while.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzInputFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    var network = try WaterNetwork(inputFile: bytes)
    network.options.trials = min(network.options.trials, 20)
    network.options.unbalanced = .proceed(extraTrials: 2)
    guard let model = try? HydraulicModel(network) else { fatalError("a network was read that cannot be solved") }
    var simulation = HydraulicSimulation(model)
    for _ in 0..<5 {
      _ = simulation.solve()
      if simulation.advance() == 0 { break }
    }
  } catch {
    precondition(!error.reason.isEmpty && error.line >= 0)
  }
  return 0
}
