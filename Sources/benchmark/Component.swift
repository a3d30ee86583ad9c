/// A part of the program that is measured by itself.
struct Component {
  /// What its figure is per.
  enum Unit: String {
    case kilobyte = "KB"
    case call
  }

  var name: String
  var unit: Unit
  /// How many units one run does.
  var unitsPerRun: Double
  /// Returns something that depends on all its work, so that no work can be left out.
  var run: () throws -> Int

  /// A component that works through so many bytes.
  static func perKilobyte(
    _ name: String, bytes: Int, _ run: @escaping () throws -> Int
  ) -> Component {
    Component(name: name, unit: .kilobyte, unitsPerRun: Double(bytes) / 1_024, run: run)
  }

  /// A component that makes so many calls in a run.
  static func perCall(
    _ name: String, calls: Int = 1, _ run: @escaping () throws -> Int
  ) -> Component {
    Component(name: name, unit: .call, unitsPerRun: Double(calls), run: run)
  }
}
