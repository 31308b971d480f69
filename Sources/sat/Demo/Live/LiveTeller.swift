internal import Foundation
internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// Tells a spectator what happens: as a picture drawn anew, or as a line each.
struct LiveTeller {
  /// How the spectator is told.
  enum Telling {
    /// A picture that is drawn anew, paced so that eyes can follow.
    case screen
    /// A line each.
    case log
    /// Not at all.
    case nothing
  }

  private let demonstration: LiveDemonstration
  private let telling: Telling
  private let style: Style
  private let text: LiveText
  /// The shown tags, each with its column.
  private let shown: [(tag: Tag, column: Int)]
  private let rowsPerPicture: Int
  private let rowsPerState: Int
  private var canvas = LiveCanvas()
  private var news: [String] = []
  private var rows = 0
  private var nextPicture = ContinuousClock.now

  /// Pictures drawn in the whole run, and the time between two.
  private static let pictures = 300
  private static let pause = Duration.milliseconds(100)
  /// Lines of a log that say how things are, when nothing happens.
  private static let states = 12

  /// - Parameter tags: columns of the frames.
  /// - Parameter rows: rows of the whole run.
  init(_ demonstration: LiveDemonstration, tags: [String], rows: Int, telling: Telling, style: Style) {
    self.demonstration = demonstration
    self.telling = telling
    self.style = style
    let site = demonstration.testbed.site
    text = LiveText(
      style: telling == .screen ? Style(isColoured: false) : style,
      decimals: Dictionary(
        site.tags.map { ($0.name, LiveReading.decimals(of: $0)) }, uniquingKeysWith: { first, _ in first }),
      units: Dictionary(
        site.tags.compactMap { tag in tag.unit.map { (tag.name, $0) } }, uniquingKeysWith: { first, _ in first }))
    shown = demonstration.shownTags.compactMap { name in
      guard let tag = site.tag(named: name), let column = tags.firstIndex(of: name) else { return nil }
      return (tag, column)
    }
    rowsPerPicture = max(1, (rows + Self.pictures - 1) / Self.pictures)
    rowsPerState = max(1, rows / Self.states)
  }

  /// Tells of the next row.
  ///
  /// - Parameter event: the attack that is going on, or whose consequences are.
  mutating func tell(
    _ frame: Frame, _ watch: LiveWatch, _ happenings: [LiveWatch.Happening], event: String, at time: Double
  ) throws(Failure) {
    defer { rows += 1 }
    guard telling != .nothing else { return }
    let readings = readings(frame, watch)
    switch telling {
    case .screen:
      news += happenings.map { LiveFigure.clock(time) + "  " + text.line($0) }
      news = news.suffix(LiveScreen.newsLines)
      guard rows.isMultiple(of: rowsPerPicture) || !happenings.isEmpty else { return }
      try draw(readings, watch, event: event, at: time)
    case .log:
      try log(happenings, at: time)
      if rows.isMultiple(of: rowsPerState) { try state(readings, at: time) }
    case .nothing: break
    }
  }

  /// Tells of the end.
  func end(_ happenings: [LiveWatch.Happening], at time: Double) throws(Failure) {
    if telling == .log { try log(happenings, at: time) }
  }

  private func log(_ happenings: [LiveWatch.Happening], at time: Double) throws(Failure) {
    for happening in happenings { try printResult(LiveFigure.clock(time) + "  " + text.line(happening)) }
  }

  private func state(_ readings: [LiveReading], at time: Double) throws(Failure) {
    let words = readings.prefix(4).map { reading in
      let reported = LiveFigure.number(reading.reported, decimals: reading.decimals)
      let expected = LiveFigure.number(reading.expected, decimals: reading.decimals)
      return "\(reading.tag) \(reported) for \(expected)"
    }
    try printResult(LiveFigure.clock(time) + "  " + style.dim(words.joined(separator: ", ")))
  }

  private func readings(_ frame: Frame, _ watch: LiveWatch) -> [LiveReading] {
    let suspects = watch.assessment.map { $0.isAlarm ? $0.contributions.map(\.tag) : [] } ?? []
    return shown.map { tag, column in
      LiveReading(
        tag: tag.name, meaning: tag.description ?? demonstration.testbed.site.meaning(of: tag), unit: tag.unit ?? "",
        reported: frame.values[column], expected: watch.expected.isEmpty ? nil : watch.expected[column],
        isSuspect: suspects.contains(column), decimals: LiveReading.decimals(of: tag))
    }
  }

  private mutating func draw(
    _ readings: [LiveReading], _ watch: LiveWatch, event: String, at time: Double
  ) throws(Failure) {
    let screen = LiveScreen(
      title: "Secure-AI Twin: \(demonstration.testbed.site.name ?? demonstration.testbed.name)",
      clock: LiveFigure.clock(time), readings: readings, score: Double(watch.assessment?.score ?? 0), news: news,
      truth: watch.truths.first { $0.id == event }.map { "\($0.id): \($0.summary)" } ?? event)
    try canvas.draw(screen.lines(style))
    Thread.sleep(forTimeInterval: max(0, (nextPicture - ContinuousClock.now) / .seconds(1)))
    nextPicture = max(nextPicture, ContinuousClock.now) + Self.pause
  }
}

extension Site {
  /// What a tag is, in a few words: its quantity and the equipment's name.
  fileprivate func meaning(of tag: Tag) -> String {
    let equipment = tag.asset.flatMap { asset(id: $0) }.map { $0.name ?? $0.id }
    return [equipment, tag.quantity?.rawValue].compactMap(\.self).joined(separator: ", ")
  }
}
