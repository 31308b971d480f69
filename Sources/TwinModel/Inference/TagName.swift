/// What a tag's name gives away, where it follows one of the two conventions that water and process plants use most.
///
/// - Instrument tags as in ISA-5.1: letters, an optional dash, a loop number, an optional suffix letter (`LIT101`,
///   `FIT-201`, `PDIT301A`). The first letter is the measured variable; a level belongs to tank `T` + number, any other
///   instrument is an asset of its own. Equipment tags: `P101` pump, `MV101` valve, and so on.
/// - One letter, an underscore and the equipment: `L_T1`, `F_PU1`, `S_PU1`, `P_J280`.
///
/// A guess, offered for review: a name that fits neither convention says nothing.
///
/// Source: ANSI/ISA-5.1-2009, table 4.1 (identification letters), of which the common ones are known here.
struct TagName: Sendable, Equatable {
  /// The equipment the tag belongs to.
  var asset: Asset
  /// What it measures; `nil` when the name does not say.
  var quantity: Quantity?
  /// What it is to the control system.
  var role: Tag.Role

  /// Reads a name; `nil` when it fits neither convention.
  init?(_ name: String) {
    guard name.utf8.count <= 32, name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    if let found = Self.prefixed(name) ?? Self.instrument(name) { self = found } else { return nil }
  }

  private init(asset: Asset, quantity: Quantity?, role: Tag.Role) {
    self.asset = asset
    self.quantity = quantity
    self.role = role
  }

  /// `L_T1`, `F_PU1`, `S_PU1`, `P_J280`.
  private static func prefixed(_ name: String) -> TagName? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 1, let letter = parts[0].first,
      let equipment = lettersAndNumber(String(parts[1])), let kind = equipmentKinds[equipment.letters]
    else { return nil }
    let asset = Asset(id: String(parts[1]), kind: kind)
    if letter == "S" { return TagName(asset: asset, quantity: .state, role: .feedback) }
    guard let quantity = measuredVariables[letter] else { return nil }
    return TagName(asset: asset, quantity: quantity, role: .measurement)
  }

  /// `LIT101`, `FIT-201`, `P101`, `MV101`.
  private static func instrument(_ name: String) -> TagName? {
    guard let (letters, number) = lettersAndNumber(name), number.utf8.count >= 2 else { return nil }
    if let kind = actuators[letters] {
      return TagName(asset: Asset(id: name, kind: kind), quantity: .state, role: .feedback)
    }
    guard letters.count >= 2, let variable = letters.first, let quantity = measuredVariables[variable],
      let function = letters.last, "TIE".contains(function), letters.dropFirst().allSatisfy({ "DITE".contains($0) })
    else { return nil }
    let asset = quantity == .level ? Asset(id: "T\(number)", kind: .tank) : Asset(id: name, kind: .sensor)
    return TagName(asset: asset, quantity: quantity, role: .measurement)
  }

  /// Letters, an optional dash, digits, an optional last letter; the number keeps that letter.
  private static func lettersAndNumber(_ text: String) -> (letters: String, number: String)? {
    let letters = text.prefix { $0.isUppercase }
    var rest = text[letters.endIndex...]
    if rest.first == "-" { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isNumber }
    let suffix = rest[digits.endIndex...]
    guard (1...4).contains(letters.count), !digits.isEmpty, suffix.count <= 1,
      suffix.allSatisfy({ $0.isUppercase })
    else { return nil }
    return (String(letters), String(digits + suffix))
  }

  private static let measuredVariables: [Character: Quantity] = [
    "L": .level, "F": .flow, "P": .pressure, "T": .temperature, "S": .speed, "W": .mass, "J": .power, "I": .current,
    "E": .voltage, "Z": .position,
  ]

  private static let actuators: [String: Asset.Kind] = [
    "P": .pump, "MV": .valve, "XV": .valve, "FV": .valve, "LV": .valve, "PV": .valve, "TV": .valve, "SV": .valve,
    "CV": .valve, "M": .motor,
  ]

  private static let equipmentKinds: [String: Asset.Kind] = [
    "T": .tank, "PU": .pump, "P": .pump, "V": .valve, "J": .junction, "R": .reactor, "M": .motor,
  ]
}
