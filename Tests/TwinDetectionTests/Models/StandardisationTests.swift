import Testing
import TwinModel

@testable import TwinDetection

@Suite struct StandardisationTests {
  @Test func `centre and scale are mean and deviation of the values`() {
    var random = SeededGenerator(seed: 1)
    let column = (0..<5000).map { _ in 7 + 3 * random.normal() }
    let scales = Standardisation(columns: [column])
    #expect(abs(scales.centre[0] - 7) < 0.15)
    #expect(abs(1 / scales.inverseScale[0] - 3) < 0.15)
    #expect(scales.isConstant == [false])
  }

  @Test func `a few wild readings do not stretch the scale`() {
    var random = SeededGenerator(seed: 2)
    let calm = (0..<5000).map { _ in random.normal() }
    var wild = calm
    for index in [100, 2000, 4000] { wild[index] = 1e6 }
    let scales = Standardisation(columns: [calm, wild])
    #expect(abs(scales.inverseScale[1] / scales.inverseScale[0] - 1) < 0.05)
    #expect(abs(scales.centre[1] - scales.centre[0]) < 0.05)
  }

  @Test func `missing values count for nothing`() {
    let column = (0..<100).map { $0 % 3 == 0 ? Double.nan : Double($0 % 7) }
    let scales = Standardisation(columns: [column, column.filter { !$0.isNaN }])
    #expect(scales.centre[0] == scales.centre[1])
    #expect(scales.inverseScale[0] == scales.inverseScale[1])
  }

  @Test func `a constant tag keeps its value as centre, and a tag without values is constant`() {
    let scales = Standardisation(columns: [[5, 5, 5], [0, 0], [.nan], []])
    #expect(scales.isConstant == [true, true, true, true])
    #expect(scales.centre == [5, 0, 0, 0])
    #expect(scales.inverseScale.allSatisfy { $0.isFinite && $0 > 0 })
  }

  @Test func `a tag that leaves its value in fewer rows than the quantiles see is still no constant`() {
    var column = [Double](repeating: 1, count: 5000)
    column[17] = 2
    let scales = Standardisation(columns: [column])
    #expect(scales.isConstant == [false])
    #expect(scales.inverseScale[0].isFinite && scales.inverseScale[0] > 0)
  }

  @Test(arguments: [1e200, 1e308, .infinity])
  func `huge values give finite scales`(huge: Double) {
    let columns = [(0..<100).map { $0 % 2 == 0 ? huge : 1.0 }, (0..<100).map { $0 % 2 == 0 ? huge : -huge }]
    let scales = Standardisation(columns: columns)
    #expect(scales.centre.allSatisfy { $0.isFinite })
    #expect(scales.inverseScale.allSatisfy { $0.isFinite })
    let rows = scales.rows(columns[1][...], tags: 1)
    #expect(rows.allSatisfy { $0.isFinite })
  }

  @Test func `rows are held where values are missing and clamped where they are extreme`() {
    let scales = Standardisation(centre: [10, 0], inverseScale: [0.5, 1], isConstant: [false, true])
    let rows = scales.rows([12, 1, .nan, 2, 1e9, -1e9], tags: 2)
    #expect(rows == [1, 1, 1, 2, Standardisation.limit, -Standardisation.limit])
    #expect(scales.masked(rows, tags: 2) == [1, 0, 1, 0, Standardisation.limit, 0])
    let frames = scales.frames([12, 1, 14, 2], tags: 2)
    #expect(frames.count == 32)
    #expect(frames[0] == 1 && frames[16] == 2)
    #expect(frames.count { $0 != 0 } == 2)
  }
}
