import Foundation
package import JSON

/// Other implementations of the formats, to compare with: `python3` with the modules that happen to be there.
package enum Python {
  /// For `.enabled(if:)`: says on standard error what is skipped without the module.
  package static func has(_ module: String) -> Bool {
    if (try? run("import \(module)", input: [])) != nil { return true }
    let note = "note: no python3 with the module '\(module)': the comparison with it is skipped\n"
    FileHandle.standardError.write(Data(note.utf8))
    return false
  }

  /// What a function `read(item)` makes of each item: an array of its result, or `null` where it raises an error.
  /// - Parameter code: defines it. Floats in its results come back as `{"float": TEXT}`.
  package static func map(_ items: [JSONValue], with code: String) throws -> [JSONValue] {
    let driver = """
      import json, sys
      sys.set_int_max_str_digits(0)
      \(code)
      def plain(value):
        if isinstance(value, float): return {"float": repr(value)}
        if isinstance(value, dict): return {key: plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)): return [plain(item) for item in value]
        return value
      for line in sys.stdin:
        try: result = [plain(read(json.loads(line)))]
        except Exception: result = None
        print(json.dumps(result))
      """
    let lines = try run(driver, input: items.map(\.text))
    precondition(lines.count == items.count, "python3 answered \(lines.count) lines")
    return try lines.map { try JSONParser.parse($0) }
  }

  private struct Failure: Error {}

  private static func run(_ code: String, input: [String]) throws -> [String] {
    let folder = try TemporaryFolder(["input": input.map { $0 + "\n" }.joined()])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", code]
    let output = Pipe()
    process.standardInput = FileHandle(forReadingAtPath: folder.path + "/input")
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension JSONValue {
  /// Whether this is what Python read: the last of members with one name counts, floats are the nearest doubles.
  package func agrees(withPython other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let number), .object(let object)):
      let text = object["float"]?.stringValue
      return text.flatMap(Double.init) == number.doubleValue
    case (.number(let left), .number(let right)): return left.hasSameValue(as: right)
    case (.array(let left), .array(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { $0.agrees(withPython: $1) }
    case (.object(let left), .object(let right)):
      let names = Set(left.keys.map { Array($0.utf8) })
      return names.count == right.count
        && right.members.allSatisfy { left[$0.key]?.agrees(withPython: $0.value) == true }
    default: return self == other
    }
  }
}
