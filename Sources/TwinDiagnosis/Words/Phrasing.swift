internal import TwinModel

/// Fills the slots of a language's texts with figures and names of a record.
struct Phrasing {
  let language: Language

  /// What goes into a slot.
  enum Filling {
    /// A number with its unit, if it has one.
    case figure(Double, Figure, unit: String? = nil, unitSource: String = "")
    /// Nanoseconds since 1970.
    case instant(Int64, source: String)
    /// A name in full.
    case name(String, source: String)
    /// The first eight characters of a name.
    case prefix(String, source: String)
    /// A text without slots.
    case words(TextKey)
  }

  /// A text with its slots filled.
  func callAsFunction(_ key: TextKey, _ fillings: [String: Filling] = [:]) -> [Span] {
    language.pieces(of: key).flatMap { piece -> [Span] in
      switch piece {
      case .words(let words): [.words(words)]
      case .slot(let name): fillings[name].map(spans) ?? [.words(language[.blank])]
      }
    }
  }

  /// What a slot reads.
  func spans(_ filling: Filling) -> [Span] {
    switch filling {
    case .figure(let value, let figure, let unit, let unitSource):
      guard let text = figure.form.text(value, in: language) else { return [.words(language[.blank])] }
      let number = Span.figure(text, figure)
      return unit.map { [number, .words(" "), .name($0, source: unitSource)] } ?? [number]
    case .instant(let nanoseconds, let source):
      let (date, time) = SourceTime(nanoseconds: nanoseconds).utc
      return [.figure(date + " " + time, Figure(source, .time))]
    case .name(let name, let source): return [.name(name, source: source)]
    case .prefix(let name, let source): return [.prefix(String(name.prefix(8)), source: source)]
    case .words(let key): return [.words(language[key])]
    }
  }

  /// A cell of a table that may be empty.
  func cell(_ filling: Filling?) -> [Span] { filling.map(spans) ?? [.words(language[.blank])] }

  /// The heading of a table.
  func heading(_ keys: TextKey...) -> [[Span]] { keys.map { [.words(language[$0])] } }
}

extension ExplanationRecord {
  typealias Filling = Phrasing.Filling

  /// The name of a tag.
  func tagName(_ index: Int) -> Filling { .name(tags[index].name, source: "tags[\(index)].name") }

  /// A number of a tag, in its unit and rounded to its step.
  func tagFigure(
    _ index: Int, _ name: String, _ value: Double?, isMagnitude: Bool = false, hasUnit: Bool = true
  ) -> Filling? {
    let tag = tags[index]
    return value.map {
      .figure(
        $0, Figure("tags[\(index)].\(name)", isMagnitude ? .magnitude(tag.step) : .step(tag.step)),
        unit: hasUnit ? tag.unit : nil, unitSource: "tags[\(index)].unit")
    }
  }

  /// What the tag of a step would have had to read.
  func stepFigure(_ index: Int) -> Filling {
    let step = counterfactual.steps[index]
    let tag = tags[step.tag]
    return .figure(
      step.wouldRead, Figure("counterfactual.steps[\(index)].wouldRead", .step(tag.step)), unit: tag.unit,
      unitSource: "tags[\(step.tag)].unit")
  }

  /// A number without a unit.
  func figure(_ value: Double, _ source: String, _ form: Figure.Form) -> Filling {
    .figure(value, Figure(source, form))
  }
}
