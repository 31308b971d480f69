extension FrameBlock {
  /// The same rows with other columns: `columns[i]` is the index of the new block's tag i.
  public func selecting(_ columns: [Int]) -> FrameBlock {
    let unchanged = columns.count == tags.count && columns.elementsEqual(tags.indices)
    guard !unchanged else { return self }
    var result = FrameBlock(tags: columns.map { tags[$0] })
    var row = [Double](repeating: 0, count: columns.count)
    for index in 0..<count {
      let begin = index * tags.count
      for (target, column) in columns.enumerated() { row[target] = values[begin + column] }
      result.append(
        series: series(at: index), sequence: sequences[index],
        sourceTime: sourceTimes.isEmpty ? nil : sourceTimes[index], values: row,
        quality: qualities.isEmpty ? [] : columns.map { qualities[begin + $0] },
        label: labels.isEmpty ? nil : labels[index], event: events.isEmpty ? nil : events[index])
    }
    return result
  }
}
