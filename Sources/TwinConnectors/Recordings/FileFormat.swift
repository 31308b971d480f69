/// Files that are taken for recordings by mistake.
enum FileFormat {
  /// What a file is that begins with these bytes; `nil` when it may well be text.
  static func notText(_ first: [UInt8]) -> String? {
    let known: [(magic: [UInt8], format: String)] = [
      ([0xFF, 0xFE], "UTF-16 text"), ([0xFE, 0xFF], "UTF-16 text"), ([0x50, 0x4B, 0x03, 0x04], "a zip or xlsx file"),
      ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
      ([0x42, 0x5A, 0x68, 0x39], "a bzip2 file"), ([0x1F, 0x8B], "a file gzipped twice"),
      ([0x50, 0x41, 0x52, 0x31], "a Parquet file"),
    ]
    if let match = known.first(where: { first.starts(with: $0.magic) }) { return match.format }
    return first.contains(0) ? "a binary file" : nil
  }
}
