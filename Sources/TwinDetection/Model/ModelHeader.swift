internal import TwinModel

/// The readable part of a model file: JSON that says what the numbers behind it are.
struct ModelHeader: Codable, Equatable {
  static let formatName = "Secure-AI Twin detector model"

  var format = formatName
  var tags: [String]
  var report: TrainingReport
  var units: [Unit]
  /// What the witnesses know; absent where nobody measured it. Programs that know nothing of it read the model as before.
  var normality: DetectorModel.Normality?
  /// The arrays that follow the header, in order.
  var arrays: [StoredArray] = []

  /// One unit of ensembles.
  struct Unit: Codable, Equatable {
    var series: String?
    var dense: Network
    var windowed: Network
    /// Decimals of each variant.
    var decimals: [Int]
    var constant: [Bool]
    /// Physics of each variant; absent where none is declared.
    var physics: [PlantPhysics]?
    /// Tags of the rare states of each variant; absent where there are none.
    var states: [[Int]]?
    /// Groups of tags that go together, of each variant; absent where there are none.
    var coupled: [[[Int]]]?
  }

  /// The shape of one network.
  struct Network: Codable, Equatable {
    var window: Int
    var layers: [Layer]

    /// Inputs and outputs without padding of the outputs.
    struct Layer: Codable, Equatable {
      var inputs: Int
      var outputs: Int
      var isRectified: Bool
    }
  }

  /// Name, element type and length of one array.
  struct StoredArray: Codable, Equatable {
    var name: String
    /// `f32` or `f64`, little-endian.
    var type: String
    var count: Int
  }
}

extension ModelHeader.Network {
  init(_ network: Autoencoder) {
    window = network.window
    layers = network.layers.map {
      Layer(inputs: $0.weights.rows, outputs: $0.weights.columns, isRectified: $0.isRectified)
    }
  }
}
