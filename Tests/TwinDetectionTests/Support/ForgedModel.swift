import Crypto
import Foundation

@testable import TwinDetection

/// A model file taken apart, changed, and put together again with a digest that matches.
struct ForgedModel {
  var version: UInt32
  /// What the prefix says about the header's length; `nil` for the truth.
  var statedHeaderLength: UInt32?
  var header: [UInt8]
  var arrays: [UInt8]

  init(_ bytes: [UInt8]) {
    let prefix = DetectorModel.prefixLength
    let length = (0..<4).reduce(0) { $0 | Int(bytes[12 + $1]) << (8 * $1) }
    version = UInt32(bytes[8])
    header = Array(bytes[prefix..<prefix + length])
    arrays = Array(bytes[(prefix + length)..<(bytes.count - DetectorModel.digestLength)])
  }

  var bytes: [UInt8] {
    var result = DetectorModel.magic
    for value in [version, statedHeaderLength ?? UInt32(header.count)] {
      withUnsafeBytes(of: value.littleEndian) { result.append(contentsOf: $0) }
    }
    result += header + arrays
    result += SHA256.hash(data: result)
    return result
  }

  var headerText: String {
    get { String(decoding: header, as: UTF8.self) }
    set { header = Array(newValue.utf8) }
  }

  /// Changes the header as a tree of JSON values.
  mutating func editHeader(_ edit: (inout [String: Any]) -> Void) throws {
    guard var tree = try JSONSerialization.jsonObject(with: Data(header)) as? [String: Any] else { return }
    edit(&tree)
    header = Array(try JSONSerialization.data(withJSONObject: tree, options: .sortedKeys))
  }

  /// Where the array of this name begins, and how many numbers it has.
  func place(of name: String) throws -> (offset: Int, size: Int, count: Int) {
    let list = try JSONDecoder().decode(ModelHeader.self, from: Data(header)).arrays
    var offset = 0
    for array in list {
      let size = array.type == "f64" ? 8 : 4
      if array.name == name { return (offset, size, array.count) }
      offset += array.count * size
    }
    throw ModelError.inconsistent("no array \(name)")
  }

  /// Replaces number `index` of a single-precision array.
  mutating func put(_ value: Float, in name: String, at index: Int) throws {
    let place = try place(of: name)
    let bits = value.bitPattern.littleEndian
    withUnsafeBytes(of: bits) { raw in
      for (byte, value) in raw.enumerated() { arrays[place.offset + index * place.size + byte] = value }
    }
  }

  /// Replaces number `index` of a double-precision array.
  mutating func put(_ value: Double, in name: String, at index: Int) throws {
    let place = try place(of: name)
    let bits = value.bitPattern.littleEndian
    withUnsafeBytes(of: bits) { raw in
      for (byte, value) in raw.enumerated() { arrays[place.offset + index * place.size + byte] = value }
    }
  }
}
