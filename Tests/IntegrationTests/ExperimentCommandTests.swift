import Testing

/// What `sat experiment` cannot do is one line and exit status 2.
@Suite struct ExperimentCommandTests {
  private static let wrong: [(arguments: [String], words: String)] = [
    (["--testbed", "cty", "--output", "o"], "city"),
    (["--types", "A9", "--output", "o"], "choose among A1 to A8"),
    (["--levels", "4", "--output", "o"], "choose among 0, 1, 2 and 3"),
    (["--testbed", "city", "--types", "A2", "--levels", "3", "--output", "o"], "knows none of the chosen types"),
    (["--seeds", "", "--output", "o"], "seeds"), (["--seeds", "5-2", "--output", "o"], "seeds"),
    (["--normal-days", "-1", "--output", "o"], "between 0 and 3660"),
    (["--threads", "0", "--output", "o"], "between 1 and 64"),
    (["--output", "/proc/nowhere"], "cannot be created"), ([], "--output"),
  ]

  @Test(arguments: wrong.indices) func `bad use is one line`(index: Int) throws {
    let (arguments, words) = Self.wrong[index]
    let folder = try TemporaryFolder()
    let outcome = try Program(folder: folder).run(["experiment", "detection"] + arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.complaints.count == 1 && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `help has an example`() throws {
    let outcome = try Program(folder: TemporaryFolder()).run(["experiment", "detection", "--help"])
    #expect(outcome.status == 0 && outcome.output.contains("sat experiment detection --testbed water-cell"))
  }
}
