import Testing
import TwinModel

/// CBOR in its one deterministic form. Examples: RFC 8949, appendix A.
@Suite struct CBORTests {
  @Test(arguments: [
    (CBORItem.unsigned(0), "00"), (.unsigned(23), "17"), (.unsigned(24), "1818"), (.unsigned(1000), "1903e8"),
    (.unsigned(1_000_000), "1a000f4240"), (.unsigned(1_000_000_000_000), "1b000000e8d4a51000"),
    (.unsigned(.max), "1bffffffffffffffff"), (.negative(.max), "3bffffffffffffffff"), (.integer(-1), "20"),
    (.integer(-1000), "3903e7"), (.integer(.min), "3b7fffffffffffffff"), (.bool(false), "f4"), (.bool(true), "f5"),
    (.null, "f6"), (.tagged(23, .bytes([1, 2, 3, 4])), "d74401020304"), (.bytes([]), "40"), (.text(""), "60"),
    (.text("\u{fc}"), "62c3bc"), (.text("\"\\"), "62225c"), (.array([]), "80"),
    (.array([.unsigned(1), .array([.unsigned(2), .unsigned(3)])]), "8201820203"), (.map([]), "a0"),
    (.map([CBORPair(.text("b"), .array([.unsigned(2)])), CBORPair(.text("a"), .unsigned(1))]), "a26161016162 8102"),
    (.array((1...25).map { .unsigned($0) }), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
  ]) func `the standard's examples are written and read back`(item: CBORItem, digits: String) throws {
    let expected = bytes(digits)
    #expect(item.encoded == expected)
    #expect(try CBORItem(decoding: expected).encoded == expected)
  }

  @Test(arguments: [
    ("", CBORError.truncated(at: 0)), ("18", .truncated(at: 1)), ("42 01", .truncated(at: 2)),
    ("9b ffffffffffffffff", .truncated(at: 9)), ("5b ffffffffffffffff", .truncated(at: 9)),
    ("bb 7fffffffffffffff", .truncated(at: 9)), ("00 00", .trailingBytes(1)), ("f9 3c00", .unsupported(at: 0)),
    ("9f ff", .unsupported(at: 0)), ("f7", .unsupported(at: 0)), ("1c", .unsupported(at: 0)),
    ("18 17", .longerThanNeeded(at: 0)), ("19 00ff", .longerThanNeeded(at: 0)),
    ("1a 0000ffff", .longerThanNeeded(at: 0)),
    ("1b 00000000ffffffff", .longerThanNeeded(at: 0)), ("58 01 00", .longerThanNeeded(at: 0)),
    ("a2 02 00 01 00", .unsortedKey(at: 3)), ("a2 01 00 01 00", .unsortedKey(at: 3)), ("61 ff", .invalidText(at: 0)),
  ]) func `what is not deterministic is refused`(digits: String, reason: CBORError) {
    #expect(throws: reason) { try CBORItem(decoding: bytes(digits)) }
  }

  @Test func `well-formed bytes of other programs may be longer and unordered, but have no key twice`() throws {
    let item = try CBORItem(decoding: bytes("a2 02 1800 01 00"), rules: .wellFormed)
    #expect(item.encoded == bytes("a2 01 00 02 00"))
    #expect(throws: CBORError.duplicateKey(at: 6)) {
      try CBORItem(decoding: bytes("a2 01 00 1801 00"), rules: .wellFormed)
    }
  }

  @Test func `nesting has an end`() throws {
    let deep = [UInt8](repeating: 0x81, count: 15) + [0]
    #expect(try CBORItem(decoding: deep).encoded == deep)
    #expect(throws: CBORError.tooDeep) { try CBORItem(decoding: [0x81] + deep) }
    #expect(throws: CBORError.tooDeep) { try CBORItem(decoding: [UInt8](repeating: 0xC1, count: 100_000)) }
  }
}

private func bytes(_ digits: String) -> [UInt8] {
  let values = digits.compactMap(\.hexDigitValue)
  return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
}
