/// Unknowns by degree, the smallest first; a binary heap that knows where everyone stands.
struct DegreeQueue {
  private var heap: [Int]
  private var place: [Int]
  private var degrees: [Int]

  init(degrees: [Int]) {
    self.degrees = degrees
    heap = Array(degrees.indices)
    place = heap
    for i in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(i) }
  }

  /// Takes out the unknown of the smallest degree; the lowest number among equals.
  mutating func removeFirst() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    place[first] = -1
    if !heap.isEmpty {
      heap[0] = last
      place[last] = 0
      sink(0)
    }
    return first
  }

  /// Changes the degree of an unknown that is still in.
  mutating func update(_ unknown: Int, degree: Int) {
    degrees[unknown] = degree
    rise(place[unknown])
    sink(place[unknown])
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool { (degrees[a], a) < (degrees[b], b) }

  private mutating func rise(_ start: Int) {
    var i = start
    while i > 0, precedes(heap[i], heap[(i - 1) / 2]) {
      exchange(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var i = start
    while true {
      var least = i
      for child in [2 * i + 1, 2 * i + 2] where child < heap.count && precedes(heap[child], heap[least]) {
        least = child
      }
      if least == i { return }
      exchange(i, least)
      i = least
    }
  }

  private mutating func exchange(_ i: Int, _ j: Int) {
    heap.swapAt(i, j)
    place[heap[i]] = i
    place[heap[j]] = j
  }
}
