import Foundation

/// The same network in onnxruntime, one thread, in a Python process that is asked again and again.
final class OnnxPeer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  /// Name and version, as the peer says.
  private(set) var version = ""

  private static let script = """
    import sys, time
    import numpy as np, onnx, onnxruntime
    from onnx import helper, TensorProto, numpy_helper
    shape = [int(x) for x in sys.argv[2].split(",")]
    numbers = np.fromfile(sys.argv[1], dtype="<f4")
    nodes, constants, at, name = [], [], 0, "x"
    for i in range(4):
        a, b = shape[i], shape[i + 1]
        w, at = numbers[at:at + a * b].reshape(a, b), at + a * b
        c, at = numbers[at:at + b], at + b
        constants += [numpy_helper.from_array(w, f"w{i}"), numpy_helper.from_array(c, f"b{i}")]
        out = "y" if i == 3 else f"z{i}"
        nodes.append(helper.make_node("Gemm", [name, f"w{i}", f"b{i}"], [out]))
        name = out
        if i % 2 == 0:
            nodes.append(helper.make_node("Relu", [name], [f"r{i}"]))
            name = f"r{i}"
    graph = helper.make_graph(nodes, "network",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, shape[0]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, shape[4]])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    x = np.fromfile(sys.argv[3], dtype="<f4").reshape(-1, shape[0])
    print("onnxruntime", onnxruntime.__version__, flush=True)
    for line in sys.stdin:
        rows, calls = (int(v) for v in line.split())
        binding = session.io_binding()
        binding.bind_cpu_input("x", np.ascontiguousarray(x[:rows]))
        binding.bind_output("y")
        session.run_with_iobinding(binding)
        start = time.perf_counter()
        for _ in range(calls):
            session.run_with_iobinding(binding)
        spent = time.perf_counter() - start
        y = binding.copy_outputs_to_cpu()[0]
        print(spent / calls, " ".join(f"{v:.9g}" for v in y[0]), flush=True)
    """

  init(python: String, network: DenseNetwork, rows: Int, folder: URL) throws {
    let parameters = folder.appendingPathComponent("parameters.f32")
    let inputs = folder.appendingPathComponent("inputs.f32")
    try network.parameters.withUnsafeBytes { Data($0) }.write(to: parameters)
    try network.inputs(rows: rows).withUnsafeBytes { Data($0) }.write(to: inputs)
    process.executableURL = URL(fileURLWithPath: python)
    let shape = DenseNetwork.shape.map(String.init).joined(separator: ",")
    process.arguments = ["-c", Self.script, parameters.path, shape, inputs.path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    version = try line()
  }

  /// Seconds per call, and the first row of the outputs.
  func run(rows: Int, calls: Int) throws -> (seconds: Double, firstRow: [Float]) {
    input.fileHandleForWriting.write(Data("\(rows) \(calls)\n".utf8))
    let numbers = try line().split(separator: " ")
    guard let seconds = numbers.first.flatMap({ Double($0) }) else {
      throw Arguments.Mistake(message: "the peer gave no time")
    }
    return (seconds, numbers.dropFirst().compactMap { Float($0) })
  }

  func stop() {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  private func line() throws -> String {
    var bytes = Data()
    while true {
      let byte = output.fileHandleForReading.readData(ofLength: 1)
      guard let value = byte.first else {
        throw Arguments.Mistake(message: "the Python given has no onnx, onnxruntime and numpy, or cannot run them")
      }
      if value == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(value)
    }
  }
}
