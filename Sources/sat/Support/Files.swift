internal import Foundation
internal import TwinConnectors
internal import TwinDetection

/// Writes a file whole or not at all.
func writeFile(_ path: String, _ bytes: [UInt8]) throws {
  do throws(FileError) {
    var file = try AtomicFile(path: path)
    try file.write(contentsOf: bytes)
    try file.commit()
  } catch {
    throw Failure(error)
  }
}

/// Reads and decodes a model.
func readModel(_ path: String) throws -> (model: DetectorModel, digest: String) {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw Failure("\(path): no such model, or it cannot be read")
  }
  let bytes = [UInt8](data)
  do throws(ModelError) {
    return (try DetectorModel(decoding: bytes), DetectorModel.digest(of: bytes))
  } catch {
    throw Failure(error, in: path)
  }
}
