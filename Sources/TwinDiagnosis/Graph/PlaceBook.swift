internal import TwinModel

/// Gives every name that evidence mentions a place: those of the graph, and for strangers places behind them, bounded.
struct PlaceBook: Sendable {
  let graph: ProcessGraph
  private let limit: Int
  private var strangers: [String: Int] = [:]
  private var names: [String] = []

  init(_ graph: ProcessGraph, limit: Int) {
    self.graph = graph
    self.limit = limit
  }

  /// The place of a piece of evidence, and whether it is the common place of strangers for whom there was no room; evidence
  /// that names nothing stands where its whole stream stands.
  mutating func place(of evidence: Evidence) -> (place: Int, isCrowded: Bool) {
    if let known = graph.place(tag: evidence.tag, asset: evidence.asset) { return (known, false) }
    let name = evidence.asset ?? evidence.tag ?? evidence.series
    if let known = strangers[name] { return (known, false) }
    guard names.count < limit else { return (graph.places.count + limit, true) }
    let place = graph.places.count + names.count
    strangers[name] = place
    names.append(name)
    return (place, false)
  }

  /// What a place is called.
  func name(of place: Int) -> String {
    if place < graph.places.count { return graph.places[place] }
    let index = place - graph.places.count
    return index < names.count ? names[index] : "elsewhere"
  }

  /// Steps between two places; strangers feel only themselves.
  func distance(_ one: Int, _ other: Int) -> Int? {
    if one == other { return 0 }
    guard one < graph.places.count, other < graph.places.count else { return nil }
    return graph.distance(one, other)
  }

  func criticality(of place: Int) -> Asset.Criticality {
    place < graph.places.count ? graph.criticality[place] : .medium
  }
}
