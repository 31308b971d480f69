internal import Foundation

/// As a file holds it: all trees as one run of bytes in base64. A fork is its feature and its level, and its branches follow,
/// the lower first; a leaf is `Tree.leaf` and its place in two bytes, the lower first.
extension IdentificationForest: Codable {
  private enum Keys: String, CodingKey { case leaves, trees }

  /// Reads a forest.
  init(from decoder: any Decoder) throws {
    self.init()
    let values = try decoder.container(keyedBy: Keys.self)
    leaves = try values.decode([[UInt8]].self, forKey: .leaves)
    guard let bytes = Data(base64Encoded: try values.decode(String.self, forKey: .trees)),
      let trees = Self.trees(of: Array(bytes))
    else { throw DecodingError.dataCorruptedError(forKey: .trees, in: values, debugDescription: "no trees") }
    self.trees = trees
  }

  /// Writes a forest.
  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Keys.self)
    try values.encode(leaves, forKey: .leaves)
    var bytes: [UInt8] = []
    for tree in trees {
      for node in tree.feature.indices {
        bytes.append(tree.feature[node])
        if tree.feature[node] == Tree.leaf {
          bytes += [UInt8(truncatingIfNeeded: tree.next[node]), UInt8(truncatingIfNeeded: tree.next[node] >> 8)]
        } else {
          bytes.append(tree.level[node])
        }
      }
    }
    try values.encode(Data(bytes).base64EncodedString(), forKey: .trees)
  }

  /// The trees of a run of bytes; `nil` where one does not end.
  private static func trees(of bytes: [UInt8]) -> [Tree]? {
    var trees: [Tree] = []
    var tree = Tree()
    /// Forks whose higher branch is still to come.
    var waiting: [Int] = []
    var position = 0
    while position < bytes.count {
      let (node, feature) = (tree.feature.count, bytes[position])
      let length = feature == Tree.leaf ? 3 : 2
      guard position + length <= bytes.count else { return nil }
      tree.feature.append(feature)
      if feature == Tree.leaf {
        tree.level.append(0)
        tree.next.append(Int(bytes[position + 1]) | Int(bytes[position + 2]) << 8)
        if let fork = waiting.popLast() {
          tree.next[fork] = node + 1
        } else {
          trees.append(tree)
          tree = Tree()
        }
      } else {
        tree.level.append(bytes[position + 1])
        tree.next.append(0)
        waiting.append(node)
      }
      position += length
    }
    return tree.feature.isEmpty ? trees : nil
  }
}
