internal import TwinModel

extension COSEReceipt {
  /// Most bytes of a receipt.
  public static let byteLimit = 1 << 16

  /// The receipt as a tagged COSE_Sign1.
  public var encoded: [UInt8] {
    let kind: CBORItem
    let numbers: [UInt64]
    let hashes: [Digest32]
    switch proof {
    case .inclusion(let size, let index, let path):
      (kind, numbers, hashes) = (COSEHeader.inclusion, [size, index], path.hashes)
    case .consistency(let oldSize, let newSize, let path):
      (kind, numbers, hashes) = (COSEHeader.consistency, [oldSize, newSize], path.hashes)
    }
    let content = CBORItem.array(numbers.map { .unsigned($0) } + [.array(hashes.map { .bytes($0.bytes) })])
    let proofs = CBORItem.map([CBORPair(kind, .array([.bytes(content.encoded)]))])
    return CBORItem.tagged(
      COSEHeader.sign1Tag,
      .array([
        .bytes(protectedHeader), .map([CBORPair(COSEHeader.proofs, proofs)]), .null, .bytes(signature),
      ])
    ).encoded
  }

  /// Reads a receipt with one proof and without its payload.
  public init(decoding bytes: [UInt8]) throws(COSEReceiptError) {
    guard bytes.count <= Self.byteLimit else { throw .structure }
    guard case .tagged(COSEHeader.sign1Tag, .array(let parts)) = try Self.item(bytes), parts.count == 4,
      let protectedHeader = parts[0].byteValue, parts[2] == .null, let signature = parts[3].byteValue
    else { throw .structure }
    let header = try Self.item(protectedHeader)
    guard header[COSEHeader.dataStructure] == COSEHeader.rfc9162,
      let algorithm = header[COSEHeader.algorithm]?.signedValue, let keyID = header[COSEHeader.keyID]?.byteValue
    else { throw .header }
    var issuer: String?
    if case .text(let name) = header[COSEHeader.claims]?[COSEHeader.issuer] { issuer = name }
    guard case .map(let pairs) = parts[1][COSEHeader.proofs], pairs.count == 1,
      case .array(let proofs) = pairs[0].value, proofs.count == 1, let content = proofs[0].byteValue
    else { throw .structure }
    self.init(
      proof: try Self.proof(pairs[0].key, try Self.item(content)), header: (algorithm, keyID, issuer),
      protectedHeader: protectedHeader, signature: signature)
  }

  private static func proof(_ kind: CBORItem, _ content: CBORItem) throws(COSEReceiptError) -> Proof {
    guard case .array(let parts) = content, parts.count == 3, case .unsigned(let first) = parts[0],
      case .unsigned(let second) = parts[1], case .array(let items) = parts[2], items.count <= 64
    else { throw .structure }
    let hashes = items.compactMap { $0.byteValue.flatMap { Digest32($0) } }
    guard hashes.count == items.count else { throw .structure }
    switch kind {
    case COSEHeader.inclusion: return .inclusion(size: first, index: second, path: MerkleProof(hashes))
    case COSEHeader.consistency: return .consistency(oldSize: first, newSize: second, path: MerkleProof(hashes))
    default: throw .structure
    }
  }

  private static func item(_ bytes: [UInt8]) throws(COSEReceiptError) -> CBORItem {
    do throws(CBORError) { return try CBORItem(decoding: bytes, rules: .wellFormed) } catch { throw .encoding(error) }
  }
}
