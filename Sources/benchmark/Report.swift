import JSON
import Measurement

/// What was measured, to print and to compare with.
struct Report {
  private(set) var rows: [(component: Component, timing: Timing)] = []
  private let before: JSONObject

  static let heading = "component        us per     median   best to worst"

  /// - Parameter before: an earlier report as JSON.
  init(comparedWith before: JSONObject = [:]) {
    self.before = before
  }

  mutating func add(_ component: Component, _ timing: Timing) {
    rows.append((component, timing))
  }

  /// The last row, and how it compares.
  var lastLine: String {
    guard let (component, timing) = rows.last else { return "" }
    var line =
      padded(component.name, to: 17) + padded(component.unit.rawValue, to: 5)
      + leftPadded(timing.median.withDecimals(3), to: 12)
      + "   \(timing.range.lowerBound.withDecimals(3)) to \(timing.range.upperBound.withDecimals(3))"
    if let earlier = earlierMedian(of: component) {
      line += "   \((timing.median / earlier).withDecimals(2)) of \(earlier.withDecimals(3))"
    }
    return line
  }

  var json: JSONValue {
    var object = JSONObject()
    for (component, timing) in rows {
      var figures: JSONObject = [
        "per": .string(component.unit.rawValue), "median_us": number(timing.median),
        "best_us": number(timing.range.lowerBound), "worst_us": number(timing.range.upperBound),
      ]
      if let earlier = earlierMedian(of: component) {
        figures.append("ratio", number(timing.median / earlier))
      }
      object.append(component.name, .object(figures))
    }
    return .object(object)
  }

  private func earlierMedian(of component: Component) -> Double? {
    let earlier = before[component.name]
    guard earlier?["per"]?.stringValue == component.unit.rawValue,
      let median = earlier?["median_us"]?.doubleValue, median > 0
    else { return nil }
    return median
  }

  private func number(_ value: Double) -> JSONValue {
    .number(JSONNumber(uncheckedText: value.withDecimals(4)))
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func leftPadded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
