import PowerFlow
import Testing

@Suite struct CaseFileTests {
  @Test(.enabled(if: Facts.areThere, "the network cases do not lie beside this repository"), arguments: Facts.names)
  func `every number of a case file is read back`(name: String) throws {
    let facts = try Facts.read(name)
    let file = try CaseFile(facts.caseText(name: name))
    #expect(file.name == name)
    #expect(file.gridCase.baseMVA == facts.baseMVA)
    #expect(file.gridCase.buses.map(\.activeDemand) == facts.bus.map { $0[2] })
    #expect(file.gridCase.buses.map(\.limits.lowerBound) == facts.bus.map { $0[12] })
    #expect(file.gridCase.branches.map(\.resistance) == facts.branch.map { $0[2] })
    #expect(file.gridCase.branches.map(\.isInService) == facts.branch.map { $0[10] == 1 })
    #expect(file.gridCase.generators.map(\.voltageSetpoint) == facts.gen.map { $0[5] })
    #expect(file.notes.map(\.text).count == 2)
  }

  @Test func `a distribution case in ohms and kilowatts is converted as its own statements say`() throws {
    let text = """
      function mpc = feeder
      [PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, QD, GS, BS, BUS_AREA, VM, ...
          VA, BASE_KV, ZONE, VMAX, VMIN, LAM_P, LAM_Q, MU_VMAX, MU_VMIN] = idx_bus;
      [F_BUS, T_BUS, BR_R, BR_X] = idx_brch;
      mpc.version = '2';
      mpc.baseMVA = 10;
      mpc.bus = [ %% (Pd and Qd are specified in kW & kVAr here)
        1 3 0 0 0 0 1 1 0 12.66 1 1 1;
        2 1 100 60 0 0 1 1 0 12.66 1 1.1 .9 ];
      mpc.gen = [1 0 0 10 -10 1 100 1 10 0];
      mpc.branch = [1 2 0.0922 0.0470 0 0 0 0 0 0 1];
      Vbase = mpc.bus(1, BASE_KV) * 1e3;      %% in Volts
      Sbase = mpc.baseMVA * 1e6;              %% in VA
      mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);
      mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
      """
    let gridCase = try CaseFile(text).gridCase
    #expect(abs(gridCase.branches[0].resistance - 0.005752591161723931) < 1e-15)
    #expect(gridCase.buses[1].activeDemand == 0.1 && gridCase.buses[1].reactiveDemand == 0.06)
  }

  /// A faulty text made from the good one by one replacement, and where and why it must be refused.
  static let faults: [(String, String, Int, String)] = [
    ("mpc.version = '2';", "mpc.version = '1';", 2, "version"),
    ("mpc.version = '2';", "", 28, "version"),
    ("mpc.baseMVA = 100;", "mpc.baseMVA = 1e2x;", 3, "baseMVA"),
    ("mpc.baseMVA = 100;", "mpc.baseMVA = 0;", 1, "baseMVA"),
    ("2 2 21.7", "2 2 21.7.3", 5, "bus"),
    ("2 2 21.7", "2 2 NaN", 5, "bus"),
    ("2 2 21.7", "2 7 21.7", 5, "bus"),
    ("2 2 21.7", "1 2 21.7", 5, "bus"),
    ("2 2 21.7", "2.5 2 21.7", 5, "bus"),
    ("2 2 21.7", "2 3 21.7", 5, "bus"),
    ("5 1 7.6 1.6", "5 1 7.6", 7, "bus"),
    ("1.06 .94; 6 2", ".9 .94; 6 2", 7, "bus"),
    ("2 40 42.4 50 -40", "2 40 42.4 -50 -40", 14, "gen"),
    ("3 0 23.4", "33 0 23.4", 15, "gen"),
    ("3 0 23.4", "3 1-1 23.4", 15, "gen"),
    ("4 5 .01335 .04211", "4 5 0 0", 21, "branch"),
    ("4 5 .01335 .04211", "4 55 .01335 .04211", 21, "branch"),
    ("4 7 0 .20912 0 0 0 0 .978", "4 7 0 .20912 0 0 0 0 -.978", 21, "branch"),
    ("4 7 0 .20912 0 0 0 0 .978 0 1", "4 7 0 .20912 0 0 0 0 .978 0 2", 21, "branch"),
    ("mpc.gen = [", "mpc.gen = [\n];\nmpc.bus = [", 15, "bus"),
    ("mpc.gen = [", "mpc.gen(:, 2) = 0;\nmpc.gen = [", 13, "gen(:,2)"),
    ("mpc.gen = [", "for i = 1:3\nmpc.gen = [", 13, "file"),
    ("mpc.gen = [", "mpc.dcline = [1 2 3];\nmpc.gen = [", 13, "dcline"),
    ("mpc.gen = [", "mpc.gen = zeros(3, 4);", 13, "gen"),
    ("mpc.branch = [", "mpc.bus_name = { 'a' \n mpc.branch = [", 17, "bus_name"),
  ]

  @Test(arguments: faults.indices) func `a fault is named with its line and section`(index: Int) throws {
    let (good, bad, line, section) = Self.faults[index]
    guard let range = IEEE14.text.firstRange(of: good) else {
      Issue.record("no \(good) in the text")
      return
    }
    var text = IEEE14.text
    text.replaceSubrange(range, with: bad)
    do throws(CaseFileError) {
      _ = try CaseFile(text)
      Issue.record("\(bad) was accepted")
    } catch {
      #expect(error.line == line && error.section == section, "\(bad): \(error)")
      #expect(error.description.hasPrefix("line \(line), section \(section): "))
    }
  }

  @Test func `a table cut off is named where it began`() throws {
    let cut = String(IEEE14.text.prefix(IEEE14.text.count - 6))
    do throws(CaseFileError) {
      _ = try CaseFile(cut)
      Issue.record("a cut file was accepted")
    } catch {
      #expect(error == CaseFileError(line: 17, section: "branch", reason: .unterminated))
    }
  }

  @Test func `damaged and random texts never trap`() {
    var noise = Noise(seed: 21)
    let good = Array(IEEE14.text.utf8)
    let alphabet = Array("mpc.bus=[];%{}'\"\n,()1e9-.Inf NaN 0x1p9 ...#\\\u{0}é".utf8)
    var refused = 0
    for round in 0..<3000 {
      var bytes = round % 5 == 4 ? [] : good
      for _ in 0..<(1 + Int(noise.uniform() * 8)) {
        let place = Int(noise.uniform() * Double(bytes.count))
        let byte = alphabet[Int(noise.uniform() * Double(alphabet.count))]
        switch Int(noise.uniform() * 4) {
        case 0: bytes.insert(byte, at: place)
        case 1 where !bytes.isEmpty: bytes[place] = byte
        case 2 where !bytes.isEmpty: bytes.removeSubrange(place..<min(bytes.count, place + 9))
        default: bytes.insert(contentsOf: alphabet.shuffled(using: &noise), at: place)
        }
      }
      do throws(CaseFileError) {
        let gridCase = try CaseFile(bytes).gridCase
        var flow = try? NewtonPowerFlow(gridCase)
        _ = flow?.solve()
      } catch {
        refused += 1
        #expect(error.line >= 1)
      }
    }
    #expect(refused > 1000)
  }
}

extension Noise: RandomNumberGenerator {
  mutating func next() -> UInt64 { UInt64(uniform() * 0x1p53) << 11 }
}
