internal import Yams

/// A place in a site file: where it stands, and the way of keys that leads there.
struct SitePlace: Sendable {
  var line: Int
  var column: Int
  var keyPath: String

  init(line: Int, column: Int, keyPath: String) {
    self.line = line
    self.column = column
    self.keyPath = keyPath
  }

  init(_ mark: Mark?, _ keyPath: String) {
    self.init(line: mark?.line ?? 0, column: mark?.column ?? 0, keyPath: keyPath)
  }
}

/// A text and its place, kept until everything is read and its meaning can be checked.
struct SiteWord {
  var text: String
  var place: SitePlace
}
