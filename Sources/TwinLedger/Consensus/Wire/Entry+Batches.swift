extension Entry {
  /// Splits entries so that each part fits a message.
  static func batches(of entries: [Entry]) -> [[Entry]] {
    var batches: [[Entry]] = []
    var (batch, bytes): ([Entry], Int) = ([], 0)
    for entry in entries {
      if batch.count == WireLimits.entries || bytes + entry.bytes.count > WireLimits.blockBytes {
        batches.append(batch)
        (batch, bytes) = ([], 0)
      }
      batch.append(entry)
      bytes += entry.bytes.count
    }
    if !batch.isEmpty { batches.append(batch) }
    return batches
  }
}
