extension Array where Element: BinaryFloatingPoint {
  /// The value below which the given share of the sorted elements lies, by linear interpolation (type 7 of Hyndman
  /// and Fan 1996); the array must be sorted and not empty.
  func quantile(_ share: Double) -> Element {
    let position = share * Double(count - 1)
    let below = Int(position)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (self[above] - self[below]) * Element(position - Double(below))
  }

  /// The middle value, or 0 for an empty array.
  var median: Element { isEmpty ? 0 : sorted().quantile(0.5) }
}
