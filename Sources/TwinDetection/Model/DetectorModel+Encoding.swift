internal import Crypto
internal import Foundation

extension DetectorModel {
  /// The newest version; versions up to it are read. Version 2 adds the twin's physics, its residuals and channels; version 3
  /// thresholds of rare states, version 4 states that go together.
  public static let version = 4
  /// The version that a model needs: 1 without physics and rare states, so that older programs read it, too.
  var neededVersion: Int {
    let parameters = units.flatMap { $0.variants.map(\.parameters) }
    if parameters.contains(where: { $0.coupled != nil }) { return 4 }
    return parameters.contains { $0.states != nil } ? 3 : common.variants[0].parameters.physics == nil ? 1 : 2
  }
  static let magic = Array("SATMODEL".utf8)
  /// Magic, version, reserved, header length.
  static let prefixLength = 16
  static let digestLength = 32

  /// The model as a file's content: magic, version, a JSON header that describes the arrays behind it, the arrays in
  /// little-endian order, and the SHA-256 digest of all that. The same model gives the same bytes.
  public func encoded() -> [UInt8] {
    var writer = ArrayWriter()
    for (index, unit) in units.enumerated() { unit.write(to: &writer, name: "unit\(index)") }
    let header = ModelHeader(
      tags: tags, report: report, units: units.map(\.header), normality: normality, arrays: writer.list)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(header)) ?? Data()
    var bytes = Self.magic
    for value in [UInt32(neededVersion), UInt32(json.count)] {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += json
    bytes += writer.bytes
    bytes += SHA256.hash(data: bytes)
    return bytes
  }

  /// SHA-256 of a model file as hexadecimal text, as `sha256sum` prints it: the name of the model in reports.
  public static func digest(of encoded: [UInt8]) -> String {
    SHA256.hash(data: encoded).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  private var units: [Unit] { [common] + ownUnits }
}

extension DetectorModel.Unit {
  var header: ModelHeader.Unit {
    let first = variants[0].parameters
    return ModelHeader.Unit(
      series: series, dense: .init(first.dense), windowed: .init(first.windowed), decimals: variants.map(\.decimals),
      constant: first.standardisation.isConstant,
      physics: first.physics == nil ? nil : variants.compactMap(\.parameters.physics),
      states: variants.allSatisfy { $0.parameters.states == nil }
        ? nil : variants.map { $0.parameters.states?.tags ?? [] },
      coupled: variants.allSatisfy { $0.parameters.coupled == nil }
        ? nil : variants.map { $0.parameters.coupled?.groups ?? [] })
  }

  func write(to writer: inout ArrayWriter, name: String) {
    let first = variants[0].parameters
    writer.append(name + ".centre", first.standardisation.centre)
    writer.append(name + ".inverseScale", first.standardisation.inverseScale)
    for (label, network) in [("dense", first.dense), ("windowed", first.windowed)] {
      for (index, layer) in network.layers.enumerated() {
        writer.append("\(name).\(label).\(index).weights", layer.weights.elements)
        writer.append("\(name).\(label).\(index).bias", layer.bias)
      }
    }
    for variant in variants {
      variant.parameters.write(to: &writer, name: "\(name).decimals\(variant.decimals)")
    }
  }
}

extension EnsembleParameters {
  fileprivate func write(to writer: inout ArrayWriter, name: String) {
    let limitArrays = [
      limits.low, limits.high, limits.inverseLowTail, limits.inverseHighTail, limits.rate, limits.inverseRateTail,
    ]
    writer.append(name + ".limits", limitArrays.flatMap { $0 })
    writer.append(name + ".crossSensor", crossSensor.precision.elements)
    writer.append(name + ".autoregression.weights", autoregression.negatedWeights.elements)
    writer.append(name + ".autoregression.constant", autoregression.negatedConstant)
    writer.append(name + ".innovation", innovation.precision.elements)
    writer.append(name + ".denseError", denseError.precision.elements)
    writer.append(name + ".windowedError", windowedError.precision.elements)
    let channels = physics == nil ? Channel.learnedCount : Channel.all.count
    writer.append(name + ".residualScales", inverseScale.prefix(kindsInUse).flatMap { $0 })
    writer.append(name + ".driftScales", inverseDriftScale.prefix(kindsInUse).flatMap { $0 })
    writer.append(name + ".winsorLevels", Array(winsorLevel.prefix(kindsInUse)))
    writer.append(name + ".levels", fusions.flatMap { $0.inverseLevel.prefix(channels) })
    writer.append(name + ".thresholds", fusions.map(\.threshold))
    if physics != nil { writer.append(name + ".twinThresholds", fusions.map(\.twinThreshold)) }
    if let states {
      writer.append(name + ".states", [Double(states.combinations.count / states.tags.count)])
      writer.append(name + ".combinations", states.combinations)
      writer.append(name + ".unusual", fusions.flatMap { [$0.unusual, $0.twinUnusual] })
    }
  }
}
