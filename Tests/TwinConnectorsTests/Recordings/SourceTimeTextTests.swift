import Foundation
import Testing
import TwinModel

@testable import TwinConnectors

@Suite struct SourceTimeTextTests {
  @Test(arguments: [
    ("1970-01-01", "1970-01-01T00:00:00Z"), ("2016-07-04T00:00", "2016-07-04T00:00:00Z"),
    ("2020-02-08 13:30:47", "2020-02-08T13:30:47Z"), ("2020-02-29T23:59:59.5Z", "2020-02-29T23:59:59.500Z"),
    ("2020-03-01T15:44:06,123456", "2020-03-01T15:44:06.123456Z"),
    ("2020-03-01T15:44:06.123456789123z", "2020-03-01T15:44:06.123456789Z"),
    ("2020-03-01T01:00:00+02:00", "2020-02-29T23:00:00Z"), ("2020-03-01 01:00:00 -0530", "2020-03-01T06:30:00Z"),
    ("2020-03-01T01+02", ""), ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ("1969-12-31T23:59:59.75Z", "1969-12-31T23:59:59.750Z"),
    ("1700-03-01", "1700-03-01T00:00:00Z"), ("2019-02-29", ""), ("2020-13-01", ""), ("2020-00-01", ""),
    ("2020-04-31", ""), ("2020-01-01T24:00", ""), ("2020-01-01T00:60", ""), ("2020-1-1", ""), ("20200101", ""),
    ("", ""),
    ("2020-01-01T", ""), ("2020-01-01T00:00:00.", ""), ("2020-01-01T00:00:00ZZ", ""), ("2020-01-01T00:00:00+", ""),
    ("1676-01-01", ""), ("2263-01-01", ""), ("2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775807Z"),
    ("2262-04-11T23:47:16.854775808Z", ""), ("1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43.145224192Z"),
  ])
  func `ISO 8601 times are read, and written back in UTC`(text: String, expected: String) {
    let time = Array(text.utf8).withUnsafeBufferPointer { SourceTime(iso8601: $0) }
    #expect((time?.iso8601 ?? "") == expected)
  }

  @Test func `every day of eight centuries has the number Foundation gives it`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for number in stride(from: -106_000, to: 106_000, by: 97) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let date = CivilDay.date(of: number)
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      #expect(CivilDay.number(year: date.year, month: date.month, day: date.day) == number)
    }
  }

  @Test func `any instant survives being written and read`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      let time = SourceTime(nanoseconds: Int64(bitPattern: random.next()))
      let back = Array(time.iso8601.utf8).withUnsafeBufferPointer { SourceTime(iso8601: $0) }
      #expect(back == time)
    }
  }

  @Test(
    arguments: [
      (["1583077446"], [1_583_077_446_000_000_000]), (["1583077446.25"], [1_583_077_446_250_000_000]),
      (["1583077446250"], [1_583_077_446_250_000_000]), (["1583077446250.5"], [1_583_077_446_250_500_000]),
      (["1583077446250123"], [1_583_077_446_250_123_000]), (["1583077446250123456"], [1_583_077_446_250_123_456]),
      (["0", "0.5", "200000000000"], [0, 500_000_000, nil]), (["-1.5"], [-1_500_000_000]), (["."], [nil]),
      (["1.2.3"], [nil]),
      (["99999999999999999999"], [nil]), (["1e9"], [nil]), (["0.1234567899"], [123_456_789]), (["1.x"], [nil]),
      (["-"], [nil]),
    ] as [([String], [Int64?])])
  func `numbers are seconds or milliseconds as the first one says`(texts: [String], expected: [Int64?]) {
    var cell = TimeCell()
    let got = texts.map { text in Array(text.utf8).withUnsafeBufferPointer { cell.parse($0)?.nanoseconds } }
    #expect(got == expected)
  }
}
