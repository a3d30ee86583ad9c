#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment in UTC, to the millisecond.
package struct LogTime: Sendable, Equatable, Comparable {
  /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The present moment.
  static var now: LogTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return LogTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package static func < (left: LogTime, right: LogTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// As in RFC 3339, for the years 0 to 9999: `2026-11-26T10:49:00.123Z`.
  package var text: String {
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let isBefore = rest < 0
    let ofDay = Int(isBefore ? rest + 86_400_000 : rest)
    let (year, month, day) = Self.date(ofDay: Int(isBefore ? days - 1 : days))
    var text = Self.shape
    let numbers = [
      year, month, day, ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60, ofDay % 1000,
    ]
    for (number, place) in zip(numbers, Self.places) {
      var rest = number
      for index in place.reversed() {
        text[index] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let shape = Array("0000-00-00T00:00:00.000Z".utf8)
  /// Where the digits of the year, month, day, hour, minute, second and millisecond stand.
  private static let places = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19, 20..<23]

  /// Reads what `text` writes; `nil` for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24 else { return nil }
    var numbers: [Int] = []
    var number = 0
    for (byte, shape) in zip(bytes, Self.shape) {
      if shape == UInt8(ascii: "0") {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      } else {
        guard byte == shape else { return nil }
        numbers.append(number)
        number = 0
      }
    }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month), day >= 1, numbers[3] < 24, numbers[4] < 60, numbers[5] < 60
    else { return nil }
    let dayNumber = Self.day(of: year, month, day)
    guard Self.date(ofDay: dayNumber) == (year, month, day) else { return nil }
    let seconds = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
    self.init(milliseconds: Int64(dayNumber) * 86_400_000 + Int64(seconds * 1000 + numbers[6]))
  }

  // Both count from 1 March of the year 0, so that the leap day is the last of its year.

  private static func day(of year: Int, _ month: Int, _ day: Int) -> Int {
    // 400 years more, so that nothing is negative.
    let year = (month <= 2 ? year - 1 : year) + 400
    let monthFromMarch = (month + 9) % 12
    return year * 365 + year / 4 - year / 100 + year / 400 + (monthFromMarch * 153 + 2) / 5 + day
      - 1
      - 146_097 - daysBefore1970
  }

  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let number = day + daysBefore1970
    let era = (number >= 0 ? number : number - 146_096) / 146_097
    let ofEra = number - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * ofYear + 2) / 153
    let month = (monthFromMarch + 2) % 12 + 1
    return (
      era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month,
      ofYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  private static let daysBefore1970 = 719_468
}
