/// The text of a cell that repeats from row to row, made into a string only when it changes.
struct CachedText {
  private var bytes: [UInt8]?
  private(set) var text = ""

  /// Takes the next row's cell; whether it differs from the last one. `nil` means that it is not UTF-8.
  mutating func update(_ cell: UnsafeBufferPointer<UInt8>, _ meaning: (String) -> String = { $0 }) -> Bool? {
    if let bytes, bytes.count == cell.count, bytes.elementsEqual(cell) { return false }
    guard let string = String(validating: cell, as: UTF8.self) else { return nil }
    bytes = Array(cell)
    text = meaning(string)
    return true
  }
}
