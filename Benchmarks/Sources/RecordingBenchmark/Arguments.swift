/// What the benchmark was asked to do.
struct Arguments {
  var python: String?
  var megabytes = 100
  var repeats = 5
  var streamMegabytes = 1000

  /// A command line that cannot be understood.
  struct Mistake: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
  }

  init(_ words: ArraySlice<String>) throws {
    var words = words
    while let name = words.popFirst() {
      guard let value = words.popFirst() else { throw Mistake(message: "\(name) needs a value") }
      switch name {
      case "--python": python = value
      case "--megabytes": megabytes = try Self.number(value, for: name)
      case "--repeats": repeats = try Self.number(value, for: name)
      case "--stream-megabytes": streamMegabytes = try Self.number(value, for: name)
      default: throw Mistake(message: "unknown option \(name)")
      }
    }
  }

  private static func number(_ text: String, for name: String) throws -> Int {
    guard let number = Int(text), number > 0 else { throw Mistake(message: "\(name) needs a whole number above 0") }
    return number
  }
}
