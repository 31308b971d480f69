/// A JSON object on one line, its keys in the order in which they were added.
///
/// Source: RFC 8259.
struct JSONObject {
  private var members: [String] = []

  var text: String { "{" + members.joined(separator: ",") + "}" }

  /// Adds a value that is JSON already.
  mutating func add(_ key: String, _ value: String) { members.append("\"\(key)\":\(value)") }

  /// Adds a time, on the nanosecond.
  mutating func add(_ key: String, seconds: Double) {
    add(key, seconds.isFinite ? "\((seconds * 1e9).rounded() / 1e9)" : "null")
  }

  mutating func add(_ key: String, text: String) { add(key, Self.quoted(text)) }

  mutating func add(_ key: String, texts: [String]) {
    add(key, "[" + texts.map(Self.quoted).joined(separator: ",") + "]")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..."\u{1F}":
        let code = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
