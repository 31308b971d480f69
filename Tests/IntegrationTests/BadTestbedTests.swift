import Foundation
import Testing

/// What `sat testbed` cannot do is one line and exit status 2, and leaves nothing behind.
@Suite struct BadTestbedTests {
  @Test(arguments: [
    (["describe", "watercell"], "did you mean \"water-cell\""),
    (["describe", "plant"], "tennessee-eastman, grid, city, water-cell"),
    (["run", "tenessee-eastman", "--output", "o"], "did you mean \"tennessee-eastman\""),
    (["run", "--output", "o"], "a testbed's name, --water FILE or --grid FILE"),
    (["run", "city", "--water", "n.inp", "--output", "o"], "exclude each other"),
    (["run", "--grid", "c.m", "--water", "n.inp", "--output", "o"], "exclude each other"),
    (["run", "city", "--hours", "1", "--days", "1", "--output", "o"], "exclude each other"),
    (["run", "city"], "--output"),
    (["run", "city", "--output", "o", "--ground-truth", "o"], "name one file"),
    (["run", "city", "--output", "o", "--pcap", "p", "--messages", "p"], "name one file"),
    (["run", "--water", "n.inp", "--output", "o", "--pcap", "p"], "--pcap"),
    (["run", "--water", "n.inp", "--output", "o", "--network"], "--network"),
    (["run", "city", "--seed", "-1", "--output", "o"], "--seed"),
    (["run", "city", "--tag", "J1", "--output", "o"], "--water"),
    (["run", "city", "--attack", "flood", "--output", "o"], "city knows no attack"),
    (["run", "water-cell", "--attack", "floods", "--output", "o"], "did you mean \"flood\""),
    (["run", "water-cell", "--attack", "flood", "--at", "25h", "--output", "o"], "begin it earlier"),
    (["run", "water-cell", "--at", "1h", "--output", "o"], "--at"),
    (["run", "water-cell", "--period", "0s", "--output", "o"], "0s"),
    (["run", "water-cell", "--period", "-5s", "--output", "o"], "-5s"),
    (["run", "water-cell", "--period", "0.5s", "--output", "o"], "multiple"),
    (["run", "water-cell", "--period", "1e300", "--output", "o"], "at most"),
    (["run", "water-cell", "--period", "2h", "--hours", "1", "--output", "o"], "at most the run's 1 h"),
  ])
  func `bad usage names what is wrong and what to do`(arguments: [String], word: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program(folder: folder).run(["testbed"] + arguments)
    #expect(outcome.status == 2 && outcome.endedByItself && outcome.output.isEmpty)
    #expect(outcome.complaints.count == 1 && outcome.errors.contains(word), "\(outcome.errors)")
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["-1", "0", "-0", "nan", "inf", "-inf", "1e300", "1e6", "soon"])
  func `a duration that no run can have is refused`(hours: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.water(demand: 1), to: "n.inp")
    for source in [["water-cell"], ["--water", "n.inp"]] {
      let outcome = try Program(folder: folder).run(["testbed", "run"] + source + ["--hours", hours, "--output", "o"])
      #expect(outcome.status == 2 && outcome.endedByItself && outcome.complaints.count == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains(hours == "soon" ? "'soon'" : "is not possible"), "\(outcome.errors)")
      #expect(folder.names == ["n.inp"])
    }
  }

  @Test func `an output that cannot be written is refused, and the old file stays`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "file")
    let run = ["testbed", "run", "water-cell", "--hours", "1"]
    for (output, words) in [
      ("no/such/run.csv", ["no/such/run.csv", "No such file"]), ("file/run.csv", ["Not a directory"]),
      ("/dev/full", ["/dev/full", "No space left on device"]), (".", ["directory"]),
    ] {
      for place in [
        ["--output", output], ["--output", "run.csv", "--ground-truth", output],
        ["--output", "run.csv", "--messages", output], ["--output", "run.csv", "--pcap", output],
      ] {
        let outcome = try Program(folder: folder).run(run + place)
        #expect(outcome.status == 2 && outcome.endedByItself && outcome.complaints.count == 1, "\(outcome.errors)")
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        // A ground truth that fails at the very end leaves the recording, which is whole.
        #expect(folder.names == ["file"] || (output == "/dev/full" && folder.names == ["file", "run.csv"]))
        try? FileManager.default.removeItem(atPath: folder.file("run.csv"))
      }
    }
    try refuse(
      "testbed", "describe", "city", "--site", "no/such/site.yaml", in: folder, saying: ["no/such", "No such file"])
    #expect(folder.text("file") == "a file")
  }

  @Test(
    .enabled(if: FullDisk.isPossible, "needs the right to mount a small disk"))
  func `on a disk that fills up, the old file stays`() throws {
    let folder = try TemporaryFolder()
    let disk = try FullDisk(at: folder.file("disk"), kilobytes: 64)
    try folder.write("good", to: "disk/run.csv")
    try refuse(
      "testbed", "run", "water-cell", "--days", "2", "--output", "disk/run.csv", in: folder,
      saying: ["disk/run.csv", "No space left on device"])
    #expect(folder.text("disk/run.csv") == "good")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["run.csv"])
  }

  @Test(arguments: [
    ("[JUNCTIONS]\n J1 ten 5\n", ["n.inp: line 2 in [JUNCTIONS]", "ten"]),
    ("[JUNCTIONS]\n J1 10 5\n[EMITTERS]\n J1 0.5\n", ["n.inp: line 4 in [EMITTERS]", "not supported"]),
    ("[JUNCTIONS]\n J1 10 5\n[PIPES]\n P1 J1 R9 9 9 9\n[RESERVOIRS]\n R1 50\n", ["n.inp: line 4 in [PIPES]", "R9"]),
    ("\0\u{1}", ["n.inp: line 1"]), ("", ["n.inp: network"]),
  ])
  func `a malformed input file is named with line and section`(text: String, words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "n.inp")
    try refuse("testbed", "run", "--water", "n.inp", "--output", "o", in: folder, saying: words)
    #expect(folder.names == ["n.inp"])
  }

  @Test(arguments: [
    ("mpc.bus = [1 3 x 0 0 0 1 1 0 132 1 1.1 0.9];", ["c.m: line 4, section bus", "x"]),
    ("mpc.dcline = [1 2];", ["c.m: line 4, section dcline", "not supported"]),
    ("mpc.bus(1, 3) = 5;", ["c.m: line 4", "not supported"]),
    ("mpc.bus = [1 3 0 0 0 0 1 1 0 0 1 1.1 0.9", ["c.m: line 4", "never closed"]),
    ("", ["c.m: line", "missing"]),
  ])
  func `a malformed case file is named with line and section`(line: String, words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("function mpc = c\nmpc.version = '2';\nmpc.baseMVA = 100;\n\(line)\n", to: "c.m")
    try refuse("testbed", "run", "--grid", "c.m", "--output", "o", in: folder, saying: words)
    #expect(folder.names == ["c.m"])
  }

  @Test func `a network file that cannot be read, or a junction that it does not have, is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.water(demand: 1), to: "n.inp")
    try refuse("testbed", "run", "--water", "no.inp", "--output", "o", in: folder, saying: ["no.inp", "No such file"])
    try refuse("testbed", "run", "--grid", ".", "--output", "o", in: folder, saying: ["directory"])
    let unknown = ["n.inp: no junction \"J11\"", "did you mean \"J1\""]
    try refuse("testbed", "run", "--water", "n.inp", "--tag", "J11", "--output", "o", in: folder, saying: unknown)
    try refuse(
      "testbed", "run", "--water", "n.inp", "--period", "0.5s", "--output", "o", in: folder, saying: ["whole seconds"])
    try refuse("testbed", "run", "--water", "n.inp", "--seed", "1", "--output", "o", in: folder, saying: ["--seed"])
  }
}
