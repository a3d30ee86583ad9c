import Clients
import Diagnostics
import Files
import Fuzzing
import JSON
import JSONSchema
import Measurement
import TestSupport
import Testing
import YAML

/// What others make of the same documents: thousands of them, and every difference is one of those that are meant.
struct ComparisonTests {
  private static func inputs(_ target: FuzzTarget, _ count: Int, isMutated: Bool) -> [String] {
    var random = SeededRandom(seed: 26)
    var mutator = Mutator(target, seed: 11)
    return (0..<count).compactMap { index in
      let bytes =
        isMutated && index % 2 == 0 ? mutator.next() : target.grammar.generate(&random)
      return String(validating: bytes, as: UTF8.self)
    }
  }

  private static func compare(
    _ texts: [String], with code: String, _ difference: (String, JSONValue?) -> String?
  ) throws {
    let answers = try Python.map(texts.map { .string($0) }, with: code)
    var problems: [String] = []
    for (text, answer) in zip(texts, answers) {
      if let problem = difference(text, answer.arrayValue?.first) {
        problems.append("\(problem): \(text.debugDescription)")
      }
    }
    #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(12).joined(separator: "\n"))")
  }

  /// Differences: half a surrogate pair, which Python keeps and no Swift string can hold; `NaN` and `Infinity`, which
  /// Python takes and RFC 8259 does not know; more than 128 levels.
  @Test(.enabled(if: Python.has("json"))) func jsonIsReadAsByPython() throws {
    let code = """
      def read(text):
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
        return value
      """
    try Self.compare(
      Self.inputs(.json, 1_500, isMutated: true), with: code
    ) { text, theirs in
      do throws(JSONParseError) {
        let ours = try JSONParser.parse(text)
        guard let theirs else { return "Python refuses it" }
        return ours.agrees(withPython: theirs) ? nil : "Python reads \(theirs.text)"
      } catch {
        let isMeant =
          error.reason == .loneSurrogate || error.reason == .nestingTooDeep(maximum: 128)
          || text.contains("NaN") || text.contains("Infinity")
        return theirs == nil || isMeant ? nil : "only Python takes it (\(error))"
      }
    }
  }

  /// Differences: what is new in TOML 1.1 (`\e`, `\x`, times without seconds, inline tables over several lines and with
  /// a last comma); integers beyond 64 bits; the second 60 and the year 0, which Python's dates do not have.
  @Test(.enabled(if: Python.has("tomllib"))) func tomlIsReadAsByPython() throws {
    let code = """
      import tomllib, datetime
      def tidy(value):
        if isinstance(value, dict): return {key: tidy(item) for key, item in value.items()}
        if isinstance(value, list): return [tidy(item) for item in value]
        if isinstance(value, (datetime.date, datetime.time)): return "date"
        if isinstance(value, (int, float)) and not isinstance(value, bool): return "%r" % float(value)
        return value
      def read(text): return tidy(tomllib.loads(text))
      """
    let format = try #require(Client.named("codex")).format
    try Self.compare(Self.inputs(.toml, 1_500, isMutated: true), with: code) { text, theirs in
      do throws(SettingsFault) {
        let ours = try format.parse(Array(text.utf8))
        let isMeant =
          ["\\e", "\\x", ":60", "0000-", "{"].contains { text.contains($0) }
          || text.contains(/\d\d:\d\d(?!:)/) || text.utf8.starts(with: [0xEF, 0xBB, 0xBF])
        guard let theirs else { return isMeant ? nil : "Python refuses it" }
        let value = ours.map(Self.plain) ?? [:]
        return value.agrees(withPython: theirs) ? nil : "Python reads \(theirs.text)"
      } catch {
        let isMeant = text.contains("9223372036854775808") || error.message.contains("deeper")
        return theirs == nil || isMeant ? nil : "only Python takes it (\(error.message))"
      }
    }
  }

  private static func plain(_ node: SettingsNode) -> JSONValue {
    switch node.content {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .date: "date"
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map { plain($0.value) })
    case .table(let members):
      .object(JSONObject(members.map { .init(key: $0.key, value: plain($0.value)) }))
    case .number(let written): .string(number(written.filter { $0 != "_" }))
    }
  }

  /// As Python shows a float.
  private static func number(_ text: String) -> String {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      return "\(Double(Int(text.dropFirst(2), radix: radix) ?? 0))"
    }
    return "\(Double(text) ?? 0)".replacing("-nan", with: "nan")
  }

  /// Structure and texts by PyYAML, plain scalars by the core schema of YAML 1.2, written down once more in Python.
  /// Differences, where PyYAML strays from YAML 1.2: it lets the further lines of quoted texts and flow collections in
  /// nested lists stand too far left, takes a lone `-` in a flow collection for a text, and `?x` there for a key.
  @Test(.enabled(if: Python.has("yaml"))) func yamlIsReadAsByPython() throws {
    let code = #"""
      import yaml, re
      def scalar(node):
        text = node.value
        if node.style is not None: return text
        if text in ("", "~", "null", "Null", "NULL"): return None
        if text in ("true", "True", "TRUE"): return True
        if text in ("false", "False", "FALSE"): return False
        if re.fullmatch(r"[-+]?[0-9]+", text): return int(text)
        if re.fullmatch(r"0o[0-7]+", text): return int(text[2:], 8)
        if re.fullmatch(r"0x[0-9a-fA-F]+", text): return int(text[2:], 16)
        if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text): return float(text)
        return text
      def value(node):
        if isinstance(node, yaml.ScalarNode): return scalar(node)
        if isinstance(node, yaml.SequenceNode): return [value(item) for item in node.value]
        result = {}
        for key, item in node.value:
          if not isinstance(key, yaml.ScalarNode) or key.value in result: raise ValueError
          result[key.value] = value(item)
        return result
      def read(text): return [value(node) for node in yaml.compose_all(text, Loader=yaml.BaseLoader)]
      """#
    try Self.compare(Self.inputs(.yaml, 1_500, isMutated: false), with: code) { text, theirs in
      let outcome = YAMLParser.parse(SourceText(path: "f", text))
      guard outcome.diagnostics.isEmpty else {
        let message = outcome.diagnostics[0].headline
        let isMeant = message.contains("is not closed") || message.contains("begin with '-'")
        guard let theirs, !isMeant else { return nil }
        return "only Python takes it (\(message)) as \(theirs.text)"
      }
      if text.contains("?x") { return nil }
      guard let theirs else { return "Python refuses it" }
      let ours = JSONValue.array(outcome.documents.map(\.jsonValue))
      return ours.agrees(withPython: theirs) ? nil : "Python reads \(theirs.text), not \(ours.text)"
    }
  }

  /// What YAML 1.1, and so PyYAML, takes for something else than YAML 1.2 does: all of it, in one table.
  @Test(.enabled(if: Python.has("yaml"))) func yaml11MeansOtherThings() throws {
    let words = [
      "yes", "no", "on", "off", "True", "TRUE", "y", "n", "~", "Null", "010", "0o10", "0x1F", "08",
      "1_000", "0b11", "1:30", "1:30.5", "1e3", "1.5e3", "1.5e+3", ".5", "5.", "+1", "2024-01-02",
      "2024-01-02T03:04:05Z", "=", "-0",
    ]
    let theirs = try Python.map(
      words.map { .string($0) },
      with: """
        import yaml
        def read(text):
          value = yaml.safe_load(text)
          return value if value is None or isinstance(value, (bool, int, float, str)) else str(type(value).__name__)
        """)
    let differences = zip(words, theirs).compactMap { word, answer -> String? in
      let ours = YAMLParser.parse(SourceText(path: "f", word)).documents.first?.jsonValue ?? .null
      let other = answer.arrayValue?.first
      return other.map(ours.agrees) == true
        ? nil : "\(word): \(ours.text), and \(other?.text ?? "an error")"
    }
    #expect(
      differences == [
        #"yes: "yes", and true"#,
        #"no: "no", and false"#,
        #"on: "on", and true"#,
        #"off: "off", and false"#,
        "010: 10, and 8",
        #"0o10: 8, and "0o10""#,
        #"08: 8, and "08""#,
        #"1_000: "1_000", and 1000"#,
        #"0b11: "0b11", and 3"#,
        #"1:30: "1:30", and 90"#,
        #"1:30.5: "1:30.5", and {"float":"90.5"}"#,
        #"1e3: 1e3, and "1e3""#,
        #"1.5e3: 1.5e3, and "1.5e3""#,
        #"2024-01-02: "2024-01-02", and "date""#,
        #"2024-01-02T03:04:05Z: "2024-01-02T03:04:05Z", and "datetime""#,
        #"=: "=", and an error"#,
      ])
  }

  /// Both drafts. What is refused as a schema (references in a circle) is not compared.
  @Test(.enabled(if: Python.has("jsonschema")), arguments: ["2020-12", "draft-07"])
  func schemasMeanWhatTheyMeanToPython(_ draft: String) throws {
    let code = """
      from jsonschema import Draft202012Validator, Draft7Validator
      def read(item):
        schema, values = item["schema"], item["values"]
        draft = Draft7Validator if item["draft"] == "draft-07" else Draft202012Validator
        draft.check_schema(schema)
        return [draft(schema).is_valid(value) for value in values]
      """
    var random = SeededRandom(seed: 5)
    var items: [JSONValue] = []
    var verdicts: [JSONValue] = []
    while items.count < 1_000 {
      let bytes = FuzzTarget.schema.grammar.generate(&random)
      guard case .array(var values)? = try? JSONParser.parse(bytes).withoutDuplicates else {
        continue
      }
      var schema = values.removeFirst()
      if draft == "draft-07", var object = schema.objectValue {
        object["$schema"] = "http://json-schema.org/draft-07/schema#"
        schema = .object(object)
      }
      guard let compiled = try? JSONSchema(schema) else { continue }
      if draft == "draft-07", schema.objectValue == nil { continue }
      items.append(["schema": schema, "values": .array(values), "draft": .string(draft)])
      verdicts.append(.array(values.map { .bool(compiled.isValid($0)) }))
    }
    var problems: [String] = []
    var comparedCount = 0
    for (item, (ours, theirs)) in zip(items, zip(verdicts, try Python.map(items, with: code))) {
      // An error: a schema that leads back to itself.
      guard let theirs = theirs.arrayValue?.first else { continue }
      comparedCount += 1
      if theirs == ours { continue }
      problems.append("\(item.text): Python says \(theirs.text)")
    }
    #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(8).joined(separator: "\n"))")
    #expect(comparedCount > items.count * 9 / 10)
  }

  /// Escapes of URIs are those of `urllib`.
  @Test(.enabled(if: Python.has("urllib.parse"))) func percentEncodingIsThatOfPython() throws {
    let code = """
      from urllib.parse import quote, unquote_to_bytes
      def read(text): return [quote(text, safe="/~"), list(unquote_to_bytes(text))]
      """
    try Self.compare(Self.inputs(.uri, 2_000, isMutated: true), with: code) { text, theirs in
      guard let theirs else { return "Python refuses it" }
      // Python leaves a '%' that begins no escape as it is.
      let decoded = PercentEncoding.decode(text[...])
        .map { JSONValue.array($0.map { .integer(Int($0)) }) }
      let ours: JSONValue = [
        .string(PercentEncoding.encode(text)), decoded ?? theirs.arrayValue?.last ?? .null,
      ]
      return ours == theirs ? nil : "Python says \(theirs.text)"
    }
  }
}

extension JSONValue {
  /// The last of members with one name alone, as Python reads it.
  fileprivate var withoutDuplicates: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.withoutDuplicates))
    case .object(let object):
      var result = JSONObject()
      for member in object.members { result[member.key] = member.value.withoutDuplicates }
      return .object(result)
    default: return self
    }
  }
}
