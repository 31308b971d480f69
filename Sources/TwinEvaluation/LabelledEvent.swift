/// One attack or fault of a labelled recording.
///
/// Rows that are labelled anomalous and carry the same event id in one series are one event, also where the label
/// pauses in between. Labelled rows without an id form one event per unbroken run. An event never spans series.
struct LabelledEvent: Sendable, Equatable {
  /// The event column's text, or a running number where the recording names no event.
  var name: String
  /// Index into the recording's series names.
  var series: Int
  /// The unbroken labelled runs that belong to the event, in order, none empty.
  var runs: [Range<Int>]

  /// The event's first labelled row.
  var first: Int { runs[0].lowerBound }
  /// The event's last labelled row.
  var last: Int { runs[runs.count - 1].upperBound - 1 }
  /// Number of labelled rows.
  var rows: Int { runs.reduce(0) { $0 + $1.count } }
  /// Rows from the first to the last, pauses included: the longest possible delay.
  var span: Int { last - first + 1 }
}
