import JSON

/// Something that has an end, and what comes then.
struct Limit {
  /// What a value counts.
  enum Unit: String {
    case bytes, characters, tokens, levels, milliseconds
    /// What the name says.
    case count
  }

  /// For machines: `line_bytes`.
  let name: String
  let value: Int
  let unit: Unit
  /// What happens beyond it.
  let beyond: String

  init(_ name: String, _ value: Int, _ unit: Unit, _ beyond: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.beyond = beyond
  }

  init(_ name: String, _ value: Int, _ beyond: String) {
    self.init(name, value, .count, beyond)
  }

  /// The value for people: `16 MiB`, `1,000`.
  var shownValue: String {
    switch unit {
    case .bytes where value >= 1 << 20 && value % (1 << 20) == 0: "\(value >> 20) MiB"
    case .bytes where value >= 1 << 10 && value % (1 << 10) == 0: "\(value >> 10) KiB"
    case .milliseconds where value % 1000 == 0: "\(value / 1000) s"
    case .milliseconds: "\(value.grouped) ms"
    case .bytes, .characters, .tokens, .levels: "\(value.grouped) \(unit.rawValue)"
    case .count: value.grouped
    }
  }

  var json: JSONValue {
    [
      "name": .string(name), "value": .integer(value), "unit": .string(unit.rawValue),
      "beyond": .string(beyond),
    ]
  }
}

extension Int {
  /// With commas between groups of three digits; for numbers that are not negative.
  fileprivate var grouped: String {
    let digits = Array(String(self))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
