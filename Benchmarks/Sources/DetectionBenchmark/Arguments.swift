/// What the benchmark was asked to do.
struct Arguments {
  var python: String?
  var recording: String?
  var streamRows = 10_000_000
  var repeats = 9

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
      case "--recording": recording = value
      case "--stream-rows": streamRows = try Self.number(value, for: name)
      case "--repeats": repeats = try Self.number(value, for: name)
      default: throw Mistake(message: "unknown option \(name)")
      }
    }
  }

  private static func number(_ text: String, for name: String) throws -> Int {
    guard let number = Int(text), number > 0 else { throw Mistake(message: "\(name) needs a whole number above 0") }
    return number
  }
}
