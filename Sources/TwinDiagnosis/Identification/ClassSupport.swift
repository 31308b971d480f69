internal import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// What the incidents of one class were like, to tell how far another one is from all of them.
struct ClassSupport: Sendable, Equatable {
  /// Shape `[prototype, feature]`: incidents that stand far from each other.
  var prototypes: [[UInt8]]
  /// Shape `[feature]`: least and highest level that the class showed.
  var low: [UInt8]
  /// See `low`.
  var high: [UInt8]

  /// Each feature's part of a distance is bounded, in deviations, so that no single feature decides alone for ever.
  private static let bound = 6.0

  /// Distance to the nearest prototype.
  ///
  /// - Parameter scale: shape `[feature]`: deviations a level.
  func distance(_ levels: [UInt8], scale: [Double]) -> Double {
    var best = Double.infinity
    for prototype in prototypes {
      var sum = 0.0
      for feature in levels.indices where levels[feature] != prototype[feature] {
        let gap = min(abs(Double(levels[feature]) - Double(prototype[feature])) * scale[feature], Self.bound)
        sum += gap * gap
        if sum >= best { break }
      }
      best = min(best, sum)
    }
    return best.squareRoot()
  }

  /// Distance to what lies between the least and the highest levels.
  func novelty(_ levels: [UInt8], scale: [Double]) -> Double {
    var sum = 0.0
    for feature in levels.indices {
      let level = levels[feature]
      let outside = level < low[feature] ? low[feature] - level : level > high[feature] ? level - high[feature] : 0
      let gap = min(Double(outside) * scale[feature], Self.bound)
      sum += gap * gap
    }
    return sum.squareRoot()
  }

  /// Whether shapes are those of a support; a file may hold anything.
  func isWhole(features: Int) -> Bool {
    !prototypes.isEmpty && (prototypes + [low, high]).allSatisfy { $0.count == features }
  }
}

extension ClassSupport {
  /// Takes from the members of a class those that stand far from each other, beginning with the one nearest to the middle
  /// (farthest-point traversal).
  ///
  /// - Parameter members: at least one.
  init(of members: [[UInt8]], count: Int, scale: [Double]) {
    low = members.reduce(members[0]) { zip($0, $1).map(min) }
    high = members.reduce(members[0]) { zip($0, $1).map(max) }
    prototypes = members
    guard members.count > count else { return }
    func gap(_ one: [UInt8], _ other: [UInt8]) -> Double {
      var sum = 0.0
      for feature in one.indices where one[feature] != other[feature] {
        let gap = (Double(one[feature]) - Double(other[feature])) * scale[feature]
        sum += gap * gap
      }
      return sum
    }
    var middle = [Double](repeating: 0, count: scale.count)
    for member in members {
      for feature in middle.indices { middle[feature] += Double(member[feature]) / Double(members.count) }
    }
    let centre = middle.map { UInt8($0.rounded()) }
    var chosen = [members.indices.min { gap(members[$0], centre) < gap(members[$1], centre) } ?? 0]
    var nearest = members.map { gap($0, members[chosen[0]]) }
    while chosen.count < count, let next = nearest.indices.max(by: { nearest[$0] < nearest[$1] }) {
      chosen.append(next)
      for index in members.indices { nearest[index] = min(nearest[index], gap(members[index], members[next])) }
    }
    prototypes = chosen.map { members[$0] }
  }
}

/// As a file holds it: rows of levels as one run of bytes in base64, in which a zero is followed by how many more zeros follow it.
extension ClassSupport: Codable {
  private enum Keys: String, CodingKey { case features, rows }

  /// Reads a support.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    let width = try values.decode(Int.self, forKey: .features)
    let packed = Data(base64Encoded: try values.decode(String.self, forKey: .rows)) ?? Data()
    guard (1...Self.mostFeatures).contains(width),
      case let bytes = Self.unpacked(Array(packed), limit: width * Self.mostRows),
      bytes.count >= 3 * width, bytes.count % width == 0
    else {
      throw DecodingError.dataCorruptedError(forKey: .rows, in: values, debugDescription: "no rows of so many features")
    }
    let rows = stride(from: 0, to: bytes.count, by: width).map { Array(bytes[$0..<$0 + width]) }
    (low, high, prototypes) = (rows[0], rows[1], Array(rows[2...]))
  }

  /// Writes a support.
  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Keys.self)
    try values.encode(low.count, forKey: .features)
    try values.encode(
      Data(Self.packed(low + high + prototypes.flatMap { $0 })).base64EncodedString(), forKey: .rows)
  }

  private static func packed(_ levels: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var zeros = 0
    for level in levels + [1] {
      if level == 0 {
        zeros += 1
        continue
      }
      while zeros > 0 {
        let run = min(zeros, 256)
        bytes += [0, UInt8(run - 1)]
        zeros -= run
      }
      bytes.append(level)
    }
    return bytes.dropLast()
  }

  /// What a file may hold at most, so that few bytes cannot become many.
  private static let (mostFeatures, mostRows) = (4096, 1024)

  private static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8] {
    var levels: [UInt8] = []
    var position = 0
    while position < bytes.count, levels.count <= limit {
      if bytes[position] == 0, position + 1 < bytes.count {
        levels += [UInt8](repeating: 0, count: Int(bytes[position + 1]) + 1)
        position += 2
      } else {
        levels.append(bytes[position])
        position += 1
      }
    }
    return levels
  }
}
