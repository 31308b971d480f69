internal import Crypto
internal import Foundation
internal import TwinModel

extension DetectorModel {
  /// Reads a model from a file's content.
  ///
  /// Hostile bytes never trap: digest first, then the header, then every array against the shapes that the header
  /// implies.
  public init(decoding bytes: [UInt8]) throws(ModelError) {
    let header = try Self.header(of: bytes)
    guard header.format == ModelHeader.formatName else { throw .inconsistent("unknown format") }
    guard (1...Self.tagLimit).contains(header.tags.count), !header.units.isEmpty, header.units[0].series == nil else {
      throw .inconsistent("tags or units")
    }
    guard Set(header.tags).count == header.tags.count else { throw .inconsistent("a tag occurs twice") }
    let begin = Self.prefixLength + Self.headerLength(of: bytes)
    var reader = ArrayReader(bytes[begin..<bytes.count - Self.digestLength], list: header.arrays)
    var units: [Unit] = []
    for (index, unit) in header.units.enumerated() {
      units.append(try Unit(unit, tags: header.tags, reader: &reader, name: "unit\(index)"))
    }
    try reader.finish()
    guard units.dropFirst().allSatisfy({ $0.series != nil }) else { throw .inconsistent("two common units") }
    guard Set(header.units.map { $0.physics == nil }).count == 1, header.units[0].physics == nil || bytes[8] > 1 else {
      throw .inconsistent("physics in some units only")
    }
    guard
      header.normality.map({ $0.arrivals.tags == header.tags && $0.arrivals.isWhole && $0.calibration.isWhole })
        ?? true
    else { throw .inconsistent("what the witnesses know is impossible") }
    self.init(
      tags: header.tags, report: header.report, common: units[0], ownUnits: Array(units.dropFirst()),
      normality: header.normality)
  }

  private static func header(of bytes: [UInt8]) throws(ModelError) -> ModelHeader {
    let least = prefixLength + digestLength
    guard bytes.starts(with: magic.prefix(bytes.count)), !bytes.isEmpty else { throw .notAModel }
    guard bytes.count >= least else { throw .truncated(expected: least, found: bytes.count) }
    let version = Int(number(bytes, at: 8))
    guard version <= Self.version else { throw .newerVersion(found: version, supported: Self.version) }
    let content = bytes[..<(bytes.count - digestLength)]
    guard Array(SHA256.hash(data: content)) == Array(bytes.suffix(digestLength)) else { throw .damaged }
    guard version > 0 else { throw .inconsistent("version 0") }
    let length = headerLength(of: bytes)
    guard length <= bytes.count - least else { throw .inconsistent("the header is longer than the file") }
    let json = Data(bytes[prefixLength..<prefixLength + length])
    guard let header = try? JSONDecoder().decode(ModelHeader.self, from: json) else {
      throw .inconsistent("the header cannot be read")
    }
    return header
  }

  private static func headerLength(of bytes: [UInt8]) -> Int { Int(number(bytes, at: 12)) }

  private static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
  }
}

extension DetectorModel.Unit {
  fileprivate init(
    _ header: ModelHeader.Unit, tags names: [String], reader: inout ArrayReader, name: String
  ) throws(ModelError) {
    let tags = names.count
    let physics = header.physics ?? []
    guard header.physics == nil || physics.count == header.decimals.count,
      physics.allSatisfy({ $0.fault == nil && $0.tags == names && !$0.isEmpty })
    else { throw .inconsistent("\(name) has impossible physics") }
    let states = header.states ?? []
    guard header.states == nil || states.count == header.decimals.count,
      states.allSatisfy({ $0.allSatisfy((0..<tags).contains) && zip($0, $0.dropFirst()).allSatisfy { $0 < $1 } })
    else { throw .inconsistent("\(name) has impossible states") }
    let coupled = header.coupled ?? header.decimals.map { _ in [] }
    guard coupled.count == header.decimals.count,
      coupled.allSatisfy({ groups in
        let members = groups.flatMap { $0 }
        return groups.allSatisfy { $0.count > 1 } && members.allSatisfy((0..<tags).contains)
          && Set(members).count == members.count
      })
    else { throw .inconsistent("\(name) has impossible states") }
    let isSorted = zip(header.decimals, header.decimals.dropFirst()).allSatisfy { $0 > $1 }
    guard header.constant.count == tags, !header.decimals.isEmpty, isSorted,
      header.decimals.allSatisfy({ (0...Decimals.fine).contains($0) })
    else { throw .inconsistent("\(name) has impossible tags or decimals") }
    let standardisation = Standardisation(
      centre: try reader.doubles(name + ".centre", count: tags),
      inverseScale: try reader.doubles(name + ".inverseScale", count: tags), isConstant: header.constant)
    let dense = try Autoencoder(header.dense, tags: tags, window: 1, reader: &reader, name: name + ".dense")
    let windowed = try Autoencoder(
      header.windowed, tags: tags, window: Autoencoder.windowLength, reader: &reader, name: name + ".windowed")
    series = header.series
    variants = []
    for (index, decimals) in header.decimals.enumerated() {
      var parameters = try EnsembleParameters(
        standardisation: standardisation, dense: dense, windowed: windowed,
        physics: index < physics.count ? physics[index] : nil, stateTags: states.isEmpty ? [] : states[index],
        reader: &reader,
        name: "\(name).decimals\(decimals)")
      parameters.coupled = coupled[index].isEmpty ? nil : CoupledStates(groups: coupled[index])
      variants.append(DetectorModel.Variant(decimals: decimals, parameters: parameters))
    }
  }
}

extension Autoencoder {
  fileprivate init(
    _ header: ModelHeader.Network, tags: Int, window: Int, reader: inout ArrayReader, name: String
  ) throws(ModelError) {
    var inputs = window * PaddedMatrix.padded(tags)
    guard header.window == window, header.layers.count == 4, header.layers[3].outputs == tags else {
      throw .inconsistent("\(name) has an impossible shape")
    }
    var layers: [Linear] = []
    for (index, layer) in header.layers.enumerated() {
      guard layer.inputs == inputs, (1...DetectorModel.tagLimit).contains(layer.outputs) else {
        throw .inconsistent("\(name) has an impossible layer")
      }
      var weights = PaddedMatrix(rows: inputs, columns: layer.outputs)
      weights.elements = try reader.floats("\(name).\(index).weights", count: weights.elements.count)
      let bias = try reader.floats("\(name).\(index).bias", count: weights.stride)
      layers.append(Linear(weights: weights, bias: bias, isRectified: layer.isRectified))
      inputs = weights.stride
    }
    self.init(window: window, layers: layers)
  }
}

extension EnsembleParameters {
  fileprivate init(
    standardisation: Standardisation, dense: Autoencoder, windowed: Autoencoder, physics: PlantPhysics?,
    stateTags: [Int], reader: inout ArrayReader, name: String
  ) throws(ModelError) {
    let tags = standardisation.centre.count
    let width = PaddedMatrix.padded(tags)
    let kinds = physics == nil ? Residual.learnedCount : Residual.allCases.count
    let channels = physics == nil ? Channel.learnedCount : Channel.all.count
    let detectors = AnomalyDetector.Kind.allCases.count
    func rows(_ values: [Float]) -> [[Float]] {
      stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
    }
    // A model without physics has none of the twin's residuals and channels: zeros stand for them.
    func filled<Value>(_ values: [Value], _ zero: Value, to count: Int) -> [Value] {
      values + [Value](repeating: zero, count: count - values.count)
    }
    let none = [Float](repeating: 0, count: width)
    func square(_ label: String) throws(ModelError) -> PrecisionModel {
      var matrix = PaddedMatrix(rows: tags, columns: tags)
      matrix.elements = try reader.floats(name + label, count: matrix.elements.count)
      return PrecisionModel(precision: matrix)
    }
    let limits = rows(try reader.floats(name + ".limits", count: 6 * width))
    let crossSensor = try square(".crossSensor")
    var weights = PaddedMatrix(rows: AutoregressionModel.order * width, columns: tags)
    weights.elements = try reader.floats(name + ".autoregression.weights", count: weights.elements.count)
    let constant = try reader.floats(name + ".autoregression.constant", count: width)
    let innovation = try square(".innovation")
    let denseError = try square(".denseError")
    let windowedError = try square(".windowedError")
    let scales = rows(try reader.floats(name + ".residualScales", count: kinds * width))
    let driftScales = rows(try reader.floats(name + ".driftScales", count: kinds * width))
    let winsor = try reader.floats(name + ".winsorLevels", count: kinds, mayBeInfinite: true)
    let levels = try reader.floats(name + ".levels", count: detectors * channels)
    let thresholds = try reader.floats(name + ".thresholds", count: detectors)
    let twinThresholds =
      physics == nil
      ? thresholds.map { _ in 1 } : try reader.floats(name + ".twinThresholds", count: detectors)
    guard (thresholds + twinThresholds).allSatisfy({ $0 > 0 }), (levels + winsor).allSatisfy({ $0 >= 0 }) else {
      throw .inconsistent("\(name) has an impossible threshold")
    }
    var states: OperatingStates?
    var unusual = [Float](repeating: 1, count: 2 * detectors)
    if !stateTags.isEmpty {
      let count = try reader.doubles(name + ".states", count: 1)[0]
      guard count >= 1, count <= Double(OperatingStates.mostCombinations), count == count.rounded() else {
        throw .inconsistent("\(name) has impossible states")
      }
      states = OperatingStates(
        tags: stateTags,
        combinations: try reader.doubles(name + ".combinations", count: Int(count) * stateTags.count))
      unusual = try reader.floats(name + ".unusual", count: 2 * detectors)
      guard unusual.allSatisfy({ $0 >= 1 }) else { throw .inconsistent("\(name) has an impossible threshold") }
    }
    self.init(
      tags: tags, standardisation: standardisation,
      limits: ProcessLimits(
        low: limits[0], high: limits[1], inverseLowTail: limits[2], inverseHighTail: limits[3], rate: limits[4],
        inverseRateTail: limits[5]),
      crossSensor: crossSensor,
      autoregression: AutoregressionModel(negatedWeights: weights, negatedConstant: constant),
      innovation: innovation, dense: dense, denseError: denseError, windowed: windowed, windowedError: windowedError,
      inverseScale: filled(scales, none, to: Residual.allCases.count),
      inverseDriftScale: filled(driftScales, none, to: Residual.allCases.count),
      winsorLevel: filled(winsor, .infinity, to: Residual.allCases.count),
      fusions: (0..<detectors).map { detector in
        Fusion(
          inverseLevel: filled(
            Array(levels[detector * channels..<(detector + 1) * channels]), 0, to: Channel.all.count),
          threshold: thresholds[detector], twinThreshold: twinThresholds[detector], unusual: unusual[2 * detector],
          twinUnusual: unusual[2 * detector + 1])
      }, physics: physics, states: states)
  }
}
