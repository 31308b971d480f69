extension Explainer {
  /// At most ninety words, and a table of at most three tags.
  var operatorExplanation: Explanation {
    var rows = [phrase.heading(.headTag, .headReads, .headExpected, .headOff, .headShare)]
    for index in record.tags.indices.prefix(3) { rows.append(tagRow(index)) }
    let tables = (record.tags.isEmpty ? [] : [Explanation.Table(rows: rows)]) + signTable(most: 3)
    var explanation = Explanation(reader: .operator, sentences: core(), tables: tables)
    for brevity in Brevity.allCases where explanation.wordCount > Explanation.operatorLimit {
      explanation.sentences = core(brevity)
    }
    return explanation
  }

  /// The signs besides values, loudest first; no table where there are none.
  private func signTable(most: Int) -> [Explanation.Table] {
    guard let signs = record.signs?.prefix(most), !signs.isEmpty else { return [] }
    let rows = signs.indices.map { index -> [[Span]] in
      let fillings = signFillings(index)
      return [phrase.cell(fillings["sign"]), phrase.cell(fillings["place"]), phrase.cell(fillings["strength"])]
    }
    return [.init(rows: [phrase.heading(.headSign, .headPlace, .headStrength)] + rows)]
  }

  private func tagRow(_ index: Int) -> [[Span]] {
    let tag = record.tags[index]
    return [
      phrase.cell(record.tagName(index)), phrase.cell(record.tagFigure(index, "observed", tag.observed)),
      phrase.cell(record.tagFigure(index, "expected", tag.expected)),
      phrase.cell(record.tagFigure(index, "deviation", tag.deviation)),
      phrase.cell(record.figure(tag.share, "tags[\(index)].share", .percent)),
    ]
  }

  /// The same eleven parts with everything that was found: all tags, all laws, all methods, how it developed.
  var engineerExplanation: Explanation {
    var sentences: [Explanation.Sentence] = []
    for sentence in core() {
      sentences.append(sentence)
      sentences += further(sentence.part).map { self.sentence(sentence.part, $0) }
    }
    var rows = [
      phrase.heading(
        .headTag, .headRole, .headReads, .headExpected, .headOff, .headSurprise, .headShare, .headMoved,
        .headDescription)
    ]
    for index in record.tags.indices { rows.append(engineerRow(index)) }
    let methods = [
      phrase.heading(.headMethod, .headTag),
      [[.words(phrase.language[.methodGradients])], names("gradients", record.opinions.gradients)],
      [[.words(phrase.language[.methodTwin])], names("twin", record.opinions.twin)],
    ]
    let tables = (record.tags.isEmpty ? [] : [.init(rows: rows), .init(rows: methods)]) + signTable(most: .max)
    return Explanation(reader: .engineer, sentences: sentences, tables: tables)
  }

  private func names(_ list: String, _ names: [String]) -> [Span] {
    guard !names.isEmpty else { return phrase(.noneNamed) }
    return names.indices.flatMap { index -> [Span] in
      (index > 0 ? [.words(", ")] : []) + [.name(names[index], source: "opinions.\(list)[\(index)]")]
    }
  }

  private func engineerRow(_ index: Int) -> [[Span]] {
    let tag = record.tags[index]
    let role: TextKey = tag.role == "cause" ? .roleCause : tag.role == "companion" ? .roleCompanion : .roleSymptom
    let moved = tag.firstRow.map {
      phrase(.rowsAfter, ["rows": record.figure(Double($0), "tags[\(index)].firstRow", .count)])
    }
    let row = tagRow(index)
    return [
      row[0], [.words(phrase.language[role])], row[1], row[2], row[3],
      phrase.cell(tag.surprise.map { record.figure($0, "tags[\(index)].surprise", .significant(2)) }), row[4],
      moved ?? phrase.cell(nil),
      phrase.cell(tag.description.map { .name($0, source: "tags[\(index)].description") }),
    ]
  }

  /// What the operator's version leaves out of a part.
  private func further(_ part: Explanation.Part) -> [[Span]] {
    switch part {
    case .what:
      guard let kind = record.verdict.alternative, let probability = record.verdict.alternativeProbability else {
        return []
      }
      let fillings: [String: Phrasing.Filling] = [
        "class": .words(Self.key(ofClass: kind)),
        "probability": record.figure(probability, "verdict.alternativeProbability", .percent),
      ]
      return [phrase(.againstAlternative, fillings)]
    case .since: return [score]
    case .counterfactual:
      return record.counterfactual.steps.indices.map(stepLine) + record.trajectory.indices.map(revisionLine)
    case .physics: return record.laws.indices.dropFirst().map(lawLine)
    case .against: return record.against.dropFirst().map(objection)
    case .confidence: return record.limits.indices.dropFirst().map(limit)
    default: return []
    }
  }

  private var score: [Span] {
    phrase(
      .scoreLine,
      [
        "score": record.figure(record.score.value, "score.value", .significant(3)),
        "threshold": record.figure(record.score.threshold, "score.threshold", .significant(2)),
        "detector": .name(record.score.detector, source: "score.detector"),
      ])
  }

  private func stepLine(_ index: Int) -> [Span] {
    let step = record.counterfactual.steps[index]
    return phrase(
      .stepLine,
      [
        "tag": record.tagName(step.tag), "value": record.stepFigure(index),
        "after": record.figure(step.after, "counterfactual.steps[\(index)].after", .significant(3)),
      ])
  }

  private func revisionLine(_ index: Int) -> [Span] {
    let revision = record.trajectory[index]
    return phrase(
      .revisionLine,
      [
        "rows": record.figure(Double(revision.rows), "trajectory[\(index)].rows", .count),
        "tag": .name(revision.cause, source: "trajectory[\(index)].cause"),
        "after": record.figure(revision.after, "trajectory[\(index)].after", .significant(3)),
      ])
  }

  private func lawLine(_ index: Int) -> [Span] {
    let kind = record.laws[index].kind
    return phrase(
      kind == "balance" ? .lawLineBalance : kind == "relation" ? .lawLineRelation : .lawLineRule, lawFillings(index))
  }

  /// The eleven parts, and every fact of the record with its path and in full.
  var auditorExplanation: Explanation {
    var rows = [phrase.heading(.headSource, .headValue)]
    for leaf in (try? RecordTree(record))?.leaves ?? [] {
      switch leaf.value {
      case .number(let value):
        rows.append([[.path(leaf.path)], [.figure("\(value)", Figure(leaf.path, .exact))]])
      case .text(let text): rows.append([[.path(leaf.path)], [.name(text, source: leaf.path)]])
      case .truth(let truth): rows.append([[.path(leaf.path)], [.name(truth ? "true" : "false", source: leaf.path)]])
      case .list, .object: break
      }
    }
    return Explanation(reader: .auditor, sentences: core(), tables: [.init(rows: rows)])
  }
}
