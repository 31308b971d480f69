import Foundation
import Testing

/// A model file that is not what training wrote is refused, whatever happened to it.
@Suite struct BadModelTests {
  /// Places spread over the whole file, the first bytes one by one.
  static let places = Array(0..<16) + stride(from: 40, to: 44_000, by: 3_517)

  @Test(arguments: [0, 1, 7, 8, 12, 16, 47, 48, 100, 1000, 10_000, .max])
  func `a model that is cut off is refused`(length: Int) throws {
    let whole = try #require(try Works.folder().bytes("water-cell.satmodel"))
    try expectRefusal(of: Array(whole.prefix(min(length, whole.count - 1))))
  }

  @Test(arguments: places)
  func `a model with one flipped bit is refused`(place: Int) throws {
    var bytes = try #require(try Works.folder().bytes("water-cell.satmodel"))
    bytes[place] ^= 1 << UInt8(place % 8)
    try expectRefusal(of: bytes)
  }

  @Test func `a model whose digest was changed is refused`() throws {
    var bytes = try #require(try Works.folder().bytes("water-cell.satmodel"))
    bytes[bytes.count - 1] ^= 0x80
    try expectRefusal(of: bytes, saying: ["damaged"])
  }

  @Test func `a model of a newer version says so`() throws {
    var bytes = try #require(try Works.folder().bytes("water-cell.satmodel"))
    bytes[8] = 200
    try expectRefusal(of: bytes, saying: ["version 200", "update the program"])
  }

  @Test func `a file that is no model, a folder and a missing model are told apart`() throws {
    try expectRefusal(of: Array("series,step\n".utf8), saying: ["not a detector model"])
    let folder = try TemporaryFolder()
    for (model, words) in [("nowhere", "No such file or directory"), (".", "directory")] {
      try refuse("score", "--model", model, "--recording", "r", "--output", "s", in: folder, saying: [model, words])
    }
  }

  private func expectRefusal(of bytes: [UInt8], saying words: [String] = []) throws {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "bad.satmodel")
    try folder.write("good", to: "scores.csv")
    try refuse(
      "score", "--model", "bad.satmodel", "--recording", Works.folder().file("test.csv.gz"), "--output", "scores.csv",
      in: folder, saying: ["bad.satmodel: "] + words)
    #expect(folder.text("scores.csv") == "good")
  }
}
