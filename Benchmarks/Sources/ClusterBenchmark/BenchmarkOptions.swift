/// What the command line asks for.
struct BenchmarkOptions {
  var folder = "."
  var entries = 500
  var seconds = 10.0
  var kills = 10
  var blocks = 0

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let name = rest.popFirst(), let value = rest.popFirst() {
      switch name {
      case "--folder": folder = value
      case "--entries": entries = Int(value) ?? entries
      case "--seconds": seconds = Double(value) ?? seconds
      case "--kills": kills = Int(value) ?? kills
      case "--blocks": blocks = Int(value) ?? blocks
      default: fatalError("unknown option \(name)")
      }
    }
  }
}
