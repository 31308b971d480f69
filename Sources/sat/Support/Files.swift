internal import TwinConnectors
internal import TwinDetection
internal import TwinModel

/// Writes a file whole or not at all.
func writeFile(_ path: String, _ bytes: [UInt8]) throws(Failure) {
  do throws(FileError) {
    var file = try AtomicFile(path: path)
    try file.write(contentsOf: bytes)
    try file.commit()
  } catch {
    throw Failure(error)
  }
}

/// Reads a file whole.
///
/// - Parameter limit: most bytes that a file of this sort can have.
func readFile(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
  do throws(ByteSourceError) {
    let source = try FileByteSource(path: path)
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { piece.deallocate() }
    while bytes.count <= limit {
      let count = try source.read(into: piece)
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  } catch {
    throw Failure("\(path): \(error); check the path")
  }
  throw Failure("\(path): the file has more than \(limit) bytes, which none of its sort has; check the path")
}

/// Most bytes of a site file that are read; one that is only too large for `Site` is told so by its check.
let siteLimit = 64 << 20

/// Reads and checks a site file.
func readSite(_ path: String) throws(Failure) -> Site {
  let bytes = try readFile(path, limit: siteLimit)
  do throws(SiteError) {
    return try Site(yaml: bytes, file: path)
  } catch {
    throw Failure(error)
  }
}

/// Most bytes of a model file: a hundred times what the largest model has.
private let modelLimit = 1 << 32

/// Reads and decodes a model.
func readModel(_ path: String) throws(Failure) -> (model: DetectorModel, digest: String) {
  let bytes = try readFile(path, limit: modelLimit)
  do throws(ModelError) {
    return (try DetectorModel(decoding: bytes), DetectorModel.digest(of: bytes))
  } catch {
    throw Failure(error, in: path)
  }
}
