internal import ArgumentParser
internal import TwinDiagnosis

/// `--reader`: for whom an explanation is written.
struct ReaderChoice: ExpressibleByArgument {
  static let `operator` = ReaderChoice(reader: .operator)
  static let list = Explanation.Reader.allCases.map(\.rawValue).joined(separator: ", ")

  let reader: Explanation.Reader

  private init(reader: Explanation.Reader) { self.reader = reader }

  init?(argument: String) {
    guard let reader = Explanation.Reader(rawValue: argument) else { return nil }
    self.reader = reader
  }

  var defaultValueDescription: String { reader.rawValue }

  static var allValueStrings: [String] { Explanation.Reader.allCases.map(\.rawValue) }
}
