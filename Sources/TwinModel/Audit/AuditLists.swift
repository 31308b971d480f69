/// What the derived decoders of the audit records use: a list that JSON leaves out is empty.
extension KeyedDecodingContainer {
  func decode(_ type: [String].Type, forKey key: Key) throws -> [String] {
    try decodeIfPresent(type, forKey: key) ?? []
  }

  func decode(_ type: [Layer].Type, forKey key: Key) throws -> [Layer] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}
