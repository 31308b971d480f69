import TwinDiagnosis

/// Any bytes are an incident file or an error; a record gives a text for each reader, survives writing and reading, and its
/// texts are its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExplanation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let record = try? ExplanationRecord(decoding: bytes) else { return 0 }
  guard let again = try? ExplanationRecord(decoding: record.encoded()), again == record else {
    fatalError("a record was lost in writing")
  }
  guard let check = try? Faithfulness(record) else { fatalError("a record is no tree") }
  for reader in Explanation.Reader.allCases {
    let explanation = Explainer(record).explanation(for: reader)
    precondition(check.faults(of: explanation.text, by: explanation).isEmpty, "a text is not its record's")
  }
  return 0
}
