internal import Foundation
internal import TwinTestbeds

extension TestbedDescription {
  /// The description for people.
  var text: String {
    var lines = ["\(name)\(aliases.isEmpty ? "" : " (also: \(aliases.joined(separator: ", ")))"): \(summary)", ""]
    lines += Self.wrapped(scope, width: 100)
    lines.append(
      "Controllers scan every \(Wording.span(scanPeriodSeconds)); a row is recorded every "
        + "\(Wording.span(rowPeriodSeconds)) unless --period says otherwise.")
    lines += section("Sources", sources.map { [$0] })
    lines += section("In normal operation", disturbances.map { [$0] })
    lines += section("Zones", zones.map(Self.cells))
    lines += section("Conduits", conduits.map { [$0.id, $0.zones.joined(separator: " – "), list($0.protocols)] })
    lines += section(
      "Control loops", loops.map { [$0.id, $0.controller, list($0.measured), "→ " + list($0.outputs), $0.how] })
    lines += section("Safety envelope", envelope.map(Self.cells))
    lines += section(
      "Attacks", attacks.isEmpty ? [["none yet"]] : attacks.map { [$0.id, $0.summary, list($0.techniques)] })
    lines += section("Tags", tags.map(Self.cells))
    return lines.joined(separator: "\n")
  }

  private func section(_ title: String, _ rows: [[String]]) -> [String] {
    ["", title] + Columns.aligned(rows).map { "  " + $0 }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func cells(_ zone: Area) -> [String] {
    let level = zone.securityLevel.map { "SL-T \($0)" } ?? "–"
    let place = zone.parent.map { "in \($0)" } ?? ""
    let shown = zone.assets.prefix(8).joined(separator: ", ")
    return [
      zone.id, zone.name ?? "", level, place,
      zone.assets.count > 8 ? shown + " and \(zone.assets.count - 8) more" : shown,
    ]
  }

  private static func cells(_ tag: Column) -> [String] {
    [
      tag.name, tag.role ?? "–", tag.unit ?? "–", range(tag.low, tag.high),
      tag.quantisation.map { "step \(figure($0))" } ?? "", tag.asset ?? "", tag.description ?? "",
    ]
  }

  private static func cells(_ limit: Envelope) -> [String] {
    let rate = limit.maximumRate.map { "at most \(figure($0)) a second" } ?? ""
    return [limit.tag, range(limit.low, limit.high), rate, "for longer than \(Wording.span(limit.holdTimeSeconds))"]
  }

  private static func range(_ low: Double?, _ high: Double?) -> String {
    switch (low, high) {
    case (let low?, let high?): "\(figure(low)) … \(figure(high))"
    case (let low?, nil): "≥ \(figure(low))"
    case (nil, let high?): "≤ \(figure(high))"
    case (nil, nil): "–"
    }
  }

  /// Four significant digits.
  private static func figure(_ value: Double) -> String { String(format: "%.4g", value) }

  /// Lines of at most `width` characters.
  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(whereSeparator: \.isWhitespace) {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + word.count + 1 <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension TestbedDescription.Loop {
  /// Set point and rule for people.
  fileprivate var how: String {
    let held = setpoint.map { "at \(Wording.number($0))\(unit.map { " " + $0 } ?? "")" }
    return [held, rule].compactMap(\.self).joined(separator: "; ")
  }
}
