/// Days of the proleptic Gregorian calendar, numbered from 1970-01-01.
///
/// Years are counted from March, so that the leap day is a year's last; 400 years have 146,097 days.
package enum CivilDay {
  private static let daysPer400Years = 146_097
  /// Days from 0000-03-01 to 1970-01-01.
  private static let epoch = 719_468

  /// The number of a date.
  package static func number(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = daysBefore(marchMonth: (month + 9) % 12) + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * daysPer400Years + dayOfEra - epoch
  }

  /// The date of a number.
  package static func date(of number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + epoch
    let era = (shifted >= 0 ? shifted : shifted - (daysPer400Years - 1)) / daysPer400Years
    let dayOfEra = shifted - era * daysPer400Years
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - daysBefore(marchMonth: marchMonth) + 1)
  }

  /// How many days a month has.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of the year, counted from 1 March, before a month with March as 0.
  private static func daysBefore(marchMonth: Int) -> Int { (153 * marchMonth + 2) / 5 }
}
