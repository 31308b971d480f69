/// Sections of an input file, and what becomes of them; the list is with `WaterNetwork.init(inputFile:)`.
enum InputSection: String, CaseIterable {
  case title = "TITLE"
  case junctions = "JUNCTIONS"
  case reservoirs = "RESERVOIRS"
  case tanks = "TANKS"
  case pipes = "PIPES"
  case pumps = "PUMPS"
  case valves = "VALVES"
  case demands = "DEMANDS"
  case status = "STATUS"
  case patterns = "PATTERNS"
  case curves = "CURVES"
  case controls = "CONTROLS"
  case rules = "RULES"
  case options = "OPTIONS"
  case times = "TIMES"
  case coordinates = "COORDINATES"
  case quality = "QUALITY"
  case reactions = "REACTIONS"
  case sources = "SOURCES"
  case mixing = "MIXING"
  case energy = "ENERGY"
  case report = "REPORT"
  case labels = "LABELS"
  case backdrop = "BACKDROP"
  case vertices = "VERTICES"
  case tags = "TAGS"
  case emitters = "EMITTERS"
  case leakage = "LEAKAGE"
  case roughness = "ROUGHNESS"
  case end = "END"

  /// The section whose name begins like this heading; four letters decide, as in EPANET.
  init?(heading: String) {
    let prefix = heading.uppercased().prefix(4)
    guard prefix.count >= 3, let match = Self.allCases.first(where: { $0.rawValue.hasPrefix(prefix) }) else {
      return nil
    }
    self = match
  }

  /// Whether the section can be left out without changing a head or a flow.
  var isPassedOver: Bool {
    switch self {
    case .quality, .reactions, .sources, .mixing, .energy, .report, .labels, .backdrop, .vertices, .tags: true
    default: false
    }
  }

  /// Whether the section cannot be left out and is not understood.
  var isRefused: Bool {
    switch self {
    case .emitters, .leakage, .roughness: true
    default: false
    }
  }
}
