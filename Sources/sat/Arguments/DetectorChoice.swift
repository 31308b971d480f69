internal import ArgumentParser
internal import TwinDetection

/// `--detector`: which score decides.
struct DetectorChoice: ExpressibleByArgument {
  static let ensemble = DetectorChoice(kind: .ensemble)

  let kind: AnomalyDetector.Kind

  private init(kind: AnomalyDetector.Kind) { self.kind = kind }

  init?(argument: String) {
    guard let kind = AnomalyDetector.Kind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  var defaultValueDescription: String { kind.rawValue }

  static var allValueStrings: [String] { AnomalyDetector.Kind.allCases.map(\.rawValue) }
}
