/// Text from outside made safe to stand in a page.
enum HTMLText {
  /// Replaces every character that has a meaning in HTML, in text as well as in quoted attributes; control characters
  /// become the replacement character.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      case _ where scalar.properties.generalCategory == .control: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A name from outside, escaped, shortened to 120 characters, and kept from changing the direction of text around it.
  static func name(_ text: String) -> String {
    let shortened = text.count > 120 ? text.prefix(119) + "…" : text[...]
    return "<bdi>" + escape(String(shortened)) + "</bdi>"
  }
}
