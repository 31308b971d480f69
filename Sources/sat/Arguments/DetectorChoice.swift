internal import ArgumentParser
internal import TwinDetection

/// `--detector`: which score decides.
enum DetectorChoice: String, CaseIterable, ExpressibleByArgument {
  case ensemble
  case autoencoder

  var kind: AnomalyDetector.Kind { self == .ensemble ? .ensemble : .autoencoder }
}
