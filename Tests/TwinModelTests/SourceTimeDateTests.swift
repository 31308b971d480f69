import Testing
import TwinModel

@Suite struct SourceTimeDateTests {
  @Test(arguments: [
    (0, "1970-01-01", "00:00:00"), (1_467_590_400_000_000_000, "2016-07-04", "00:00:00"),
    (951_782_399_999_999_999, "2000-02-28", "23:59:59"), (951_782_400_000_000_000, "2000-02-29", "00:00:00"),
    (951_868_800_000_000_000, "2000-03-01", "00:00:00"), (-1, "1969-12-31", "23:59:59"),
    (4_107_542_400_000_000_000, "2100-03-01", "00:00:00"), (.min, "1677-09-21", "00:12:43"),
    (.max, "2262-04-11", "23:47:16"),
  ])
  func `Source times are dates of the Gregorian calendar`(_ nanoseconds: Int64, _ date: String, _ time: String) {
    #expect(SourceTime(nanoseconds: nanoseconds).utc == (date, time))
  }
}
