internal import TwinModel

/// The numbers of COSE that receipts use, and the parts that are built from them.
///
/// Source: RFC 9052, sections 3.1 and 4.4; RFC 9597 (CWT claims in headers); RFC 9942, sections 4 and 5.
enum COSEHeader {
  static let sign1Tag: UInt64 = 18
  static let algorithm = CBORItem.unsigned(1)
  static let keyID = CBORItem.unsigned(4)
  static let claims = CBORItem.unsigned(15)
  static let issuer = CBORItem.unsigned(1)
  static let dataStructure = CBORItem.unsigned(395)
  static let rfc9162 = CBORItem.unsigned(1)
  static let proofs = CBORItem.unsigned(396)
  static var inclusion: CBORItem { .integer(-1) }
  static var consistency: CBORItem { .integer(-2) }

  /// The protected header of a receipt.
  static func encoded(algorithm number: Int64, keyID bytes: [UInt8], issuer name: String) -> [UInt8] {
    CBORItem.map([
      CBORPair(algorithm, .integer(number)), CBORPair(keyID, .bytes(bytes)), CBORPair(dataStructure, rfc9162),
      CBORPair(claims, .map([CBORPair(issuer, .text(name))])),
    ]).encoded
  }

  /// What is signed.
  static func signedBytes(protectedHeader: [UInt8], payload root: Digest32) -> [UInt8] {
    CBORItem.array([.text("Signature1"), .bytes(protectedHeader), .bytes([]), .bytes(root.bytes)]).encoded
  }
}

extension CBORItem {
  /// The value of a key, when the item is a map that has it.
  subscript(key: CBORItem) -> CBORItem? {
    guard case .map(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// The signed number, when the item is one.
  var signedValue: Int64? {
    switch self {
    case .unsigned(let value): Int64(exactly: value)
    case .negative(let value): Int64(exactly: value).map { -1 - $0 }
    default: nil
    }
  }

  /// The bytes, when the item is bytes.
  var byteValue: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
}
