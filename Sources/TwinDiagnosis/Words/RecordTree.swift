internal import Foundation

/// A record as a tree of plain values, as its JSON has it: the view in which paths are looked up.
struct RecordTree {
  /// A value of the tree.
  indirect enum Value {
    case number(Double)
    case text(String)
    case truth(Bool)
    case list([Value])
    case object([(name: String, value: Value)])
  }

  /// A value that holds no others.
  struct Leaf {
    var path: String
    var value: Value
  }

  let root: Value

  /// By encoding and decoding it.
  init(_ record: ExplanationRecord) throws {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    root = try JSONDecoder().decode(Decoded.self, from: encoder.encode(record)).value
  }

  /// The value at a path such as `tags[0].observed`.
  subscript(_ path: String) -> Value? {
    var value = root
    for part in path.split(whereSeparator: { ".[".contains($0) }) {
      if part.last == "]" {
        guard case .list(let values) = value, let index = Int(part.dropLast()), values.indices.contains(index) else {
          return nil
        }
        value = values[index]
      } else {
        guard case .object(let members) = value, let member = members.first(where: { $0.name == part }) else {
          return nil
        }
        value = member.value
      }
    }
    return value
  }

  /// Every leaf, in the order of names and places.
  var leaves: [Leaf] {
    var leaves: [Leaf] = []
    Self.collect(root, path: "", into: &leaves)
    return leaves
  }

  private static func collect(_ value: Value, path: String, into leaves: inout [Leaf]) {
    switch value {
    case .list(let values):
      for (index, value) in values.enumerated() { collect(value, path: "\(path)[\(index)]", into: &leaves) }
    case .object(let members):
      for member in members {
        collect(member.value, path: path.isEmpty ? member.name : "\(path).\(member.name)", into: &leaves)
      }
    default: leaves.append(Leaf(path: path, value: value))
    }
  }

  /// Any JSON.
  private struct Decoded: Decodable {
    var value: Value

    init(from decoder: any Decoder) throws {
      if let container = try? decoder.container(keyedBy: AnyKey.self) {
        var members: [(name: String, value: Value)] = []
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
          members.append((key.stringValue, try container.decode(Decoded.self, forKey: key).value))
        }
        value = .object(members)
      } else if var list = try? decoder.unkeyedContainer() {
        var values: [Value] = []
        while !list.isAtEnd { values.append(try list.decode(Decoded.self).value) }
        value = .list(values)
      } else {
        let single = try decoder.singleValueContainer()
        if let truth = try? single.decode(Bool.self) {
          value = .truth(truth)
        } else if let number = try? single.decode(Double.self) {
          value = .number(number)
        } else {
          value = .text(try single.decode(String.self))
        }
      }
    }
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
