/// `--name value` pairs.
struct Options {
  private var values: [String: String] = [:]

  init() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    while arguments.count >= 2 {
      let name = arguments.removeFirst()
      values[name] = arguments.removeFirst()
    }
  }

  subscript(_ name: String) -> String? { values["--" + name] }

  func number(_ name: String, _ usual: Int) -> Int { self[name].flatMap { Int($0) } ?? usual }
}
