internal import ArgumentParser
internal import TwinLedger
internal import TwinModel

/// `sat ledger append`: events for a log of one owner.
struct LedgerAppendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "append",
    abstract: "Append events to a log of one owner.",
    discussion: """
      FILE holds one event as JSON, an array of events, or, when its name ends in .jsonl, one event a line. An event
      without "time_nanoseconds" gets the present time. Docs/Ledger.md lists the kinds and their fields.

      Example event:
        {"kind": "configuration_change", "site": "works", "recorder": "ops-1",
         "record": {"subject": "site.yaml", "person": "j.doe", "statement": "raised LIT101 high limit"}}

      Example:
        sat ledger append log --key plant.key --file event.json
      """)

  @Argument(help: "The log's folder.")
  var log: String
  @Option(help: ArgumentHelp("The log's private keys.", valueName: "file"))
  var key: String
  @Option(help: ArgumentHelp("Events; can be given more than once, and all go into one batch.", valueName: "file"))
  var file: [String]
  @Flag(help: "Print the result as JSON.")
  var json = false

  private struct Result: Encodable {
    var firstIndex: UInt64
    var appended: Int
    var origin: String
    var size: UInt64
    var root: String
  }

  func run() throws {
    let keys = try readSignerKeys(key)
    var entries: [[UInt8]] = []
    for file in file { entries += try readEvents(file).map { event in try event.encodedOrFailure(in: file) } }
    let policy = LogPolicy(requiringAll: keys.map(\.verifier))
    let (first, signed) = try reading(log) { () throws(LedgerFailure) in
      var store = try LedgerFailure.store {
        () throws(LogStoreError) in try LogStore.open(LogFolder(writing: log), origin: keys[0].verifier.name)
      }
      // A log is only ever extended from a state that these keys have signed.
      if case .rejected(let reason) = policy.judge(store.published) { throw .reason("checkpoint: \(reason)") }
      let first = store.head.size
      let head = try LedgerFailure.store { () throws(LogStoreError) in try store.append(entries) }
      let signed = try LedgerFailure.sign { () throws(SigningError) in
        try SignedCheckpoint(head, keys: keys, time: secondsSince1970())
      }
      try LedgerFailure.store { () throws(LogStoreError) in try store.publish(signed) }
      return (first, signed.checkpoint)
    }
    let result = Result(
      firstIndex: first, appended: entries.count, origin: signed.origin, size: signed.size,
      root: signed.root.base64)
    if json { return try printResult(jsonText(result)) }
    let what = entries.count == 1 ? "1 event as entry \(first)" : "\(entries.count) events from entry \(first) on"
    try printResult("Appended \(what). \(signed.origin) has \(signed.size) entries, root \(signed.root.base64).")
  }
}
