import JSON

/// Changes a table of servers in TOML by place, in whichever form it is written: tables with headers, dotted keys,
/// inline tables.
struct TOMLEditor {
  let bytes: [UInt8]
  private let document: TOMLDocument
  private let tablePath: [String]
  private let name: String

  init(_ bytes: [UInt8], _ document: TOMLDocument, _ tablePath: [String], _ name: String) {
    self.bytes = bytes
    self.document = document
    self.tablePath = tablePath
    self.name = name
  }

  private var entryPath: [String] { tablePath + [name] }

  // MARK: - Setting

  /// The text with the fields set in the entry.
  func setting(_ fields: [EntryField]) throws(SettingsFault) -> [UInt8] {
    try checkTable()
    for statement in document.statements {
      guard case .pair(let table, let keys, let value) = statement else { continue }
      let path = table + keys.map(\.text)
      if path == tablePath { return try setting(fields, inTable: value) }
      if path == entryPath { return bytes.applying(try edits(setting: fields, inline: value)) }
    }
    guard document.root?[path: entryPath] != nil else { return appendingSection(fields) }
    var edits: [TextEdit] = []
    var missing: [EntryField] = []
    for field in fields {
      guard let node = document.root?[path: entryPath + [field.key]] else {
        missing.append(field)
        continue
      }
      guard !field.value.matches(node) else { continue }
      edits.append(TextEdit(node.range, Self.text(of: field.value)))
    }
    if !missing.isEmpty { edits.append(insertion(of: missing)) }
    return bytes.applying(edits)
  }

  /// That the servers are a table, which can be added to.
  private func checkTable() throws(SettingsFault) {
    var node = document.root
    for (index, key) in tablePath.enumerated() {
      guard let next = node?[key] else { return }
      guard next.members != nil else {
        throw SettingsFault(
          "'\(tablePath[...index].joined(separator: "."))' is \(next.kindName) instead of a table",
          at: next.range.lowerBound)
      }
      node = next
    }
  }

  /// `mcp_servers = { … }`: the entry stands inside.
  private func setting(
    _ fields: [EntryField], inTable table: SettingsNode
  ) throws(SettingsFault) -> [UInt8] {
    if let entry = table[name] { return bytes.applying(try edits(setting: fields, inline: entry)) }
    let entry =
      "{ " + fields.map { "\($0.key) = \(Self.text(of: $0.value))" }.joined(separator: ", ") + " }"
    return bytes.applying([insertion(of: Self.key(name) + " = " + entry, inline: table)])
  }

  private func edits(
    setting fields: [EntryField], inline entry: SettingsNode
  ) throws(SettingsFault) -> [TextEdit] {
    guard bytes[entry.range].first == UInt8(ascii: "{") else {
      // Dotted keys inside an inline table.
      let changed = fields.filter { field in entry[field.key].map(field.value.matches) != true }
      guard let field = changed.first(where: { entry[$0.key] == nil }) else {
        return changed.compactMap { field in
          entry[field.key].map { TextEdit($0.range, Self.text(of: field.value)) }
        }
      }
      throw SettingsFault(
        "'\(field.key)' cannot be added to a server that is written with dotted keys in an inline table",
        at: entry.range.lowerBound,
        notes: ["write the server as a table: [\(entryPath.joined(separator: "."))]"])
    }
    var edits: [TextEdit] = []
    var missing: [String] = []
    for field in fields {
      guard let node = entry[field.key] else {
        missing.append("\(field.key) = \(Self.text(of: field.value))")
        continue
      }
      guard !field.value.matches(node) else { continue }
      edits.append(TextEdit(node.range, Self.text(of: field.value)))
    }
    if !missing.isEmpty {
      edits.append(insertion(of: missing.joined(separator: ", "), inline: entry))
    }
    return edits
  }

  /// Adds members to an inline table.
  private func insertion(of members: String, inline table: SettingsNode) -> TextEdit {
    let inner = table.range.lowerBound + 1..<table.range.upperBound - 1
    guard let last = table.members?.last else { return TextEdit(inner, " " + members + " ") }
    if let comma = last.commaOffset { return .insertion(" " + members + ",", at: comma + 1) }
    // The end of the last member is not known where keys are dotted; the beginning always is.
    let isPlain =
      table.members?.dropLast().allSatisfy { $0.commaOffset != nil } == true
      && last.keyRange.upperBound < last.value.range.lowerBound
      && bytes[last.keyRange.upperBound..<last.value.range.lowerBound].contains(UInt8(ascii: "="))
    return isPlain
      ? .insertion(", " + members, at: last.value.range.upperBound)
      : .insertion(" " + members + ",", at: inner.lowerBound)
  }

  /// Adds fields to an entry that has a header, or dotted keys.
  private func insertion(of fields: [EntryField]) -> TextEdit {
    let lineEnding = bytes.lineEnding
    var place: (end: Int, prefix: String)?
    var firstSubtable: Int?
    for statement in document.statements {
      switch statement {
      case .header(let keys, _, let range):
        let path = keys.map(\.text)
        if path == entryPath { place = (range.upperBound, bytes.indentation(at: range.lowerBound)) }
        if path.count > entryPath.count, path.starts(with: entryPath) {
          firstSubtable = min(firstSubtable ?? range.lowerBound, range.lowerBound)
        }
      case .pair(let table, let keys, let value):
        guard (table + keys.map(\.text)).starts(with: entryPath) else { continue }
        // Whether the name of the entry is among the keys, and how much of them leads to it.
        let leading = entryPath.count - table.count
        guard leading >= 0 else { continue }
        let start = keys[0].range.lowerBound
        let prefix =
          leading > 0
          ? String(decoding: bytes[start..<keys[leading].range.lowerBound], as: UTF8.self) : ""
        place = (value.range.upperBound, bytes.indentation(at: start) + prefix)
      }
    }
    if let place {
      let lines = fields.map { place.prefix + "\($0.key) = \(Self.text(of: $0.value))" }
      return .insertion(
        lines.map { lineEnding + $0 }.joined(), at: bytes.lineEnd(of: place.end))
    }
    let start = bytes.lineStart(of: firstSubtable ?? bytes.count)
    return .insertion(section(fields, lineEnding) + lineEnding, at: start)
  }

  private func appendingSection(_ fields: [EntryField]) -> [UInt8] {
    let lineEnding = bytes.lineEnding
    var separator = ""
    if !bytes.isEmpty, bytes != [0xEF, 0xBB, 0xBF] {
      if bytes.last != 0x0A { separator += lineEnding }
      if !bytes.endsWithBlankLine { separator += lineEnding }
    }
    return bytes + Array((separator + section(fields, lineEnding)).utf8)
  }

  private func section(_ fields: [EntryField], _ lineEnding: String) -> String {
    let header = "[" + entryPath.map(Self.key).joined(separator: ".") + "]"
    return ([header] + fields.map { "\($0.key) = \(Self.text(of: $0.value))" })
      .map { $0 + lineEnding }.joined()
  }

  // MARK: - Text

  /// A key, in quotes where it needs them.
  private static func key(_ text: String) -> String {
    text.utf8.allSatisfy(\.isBareKeyByte) && !text.isEmpty ? text : string(text)
  }

  private static func text(of value: EntryField.Value) -> String {
    switch value {
    case .string(let text): string(text)
    case .strings(let texts): "[" + texts.map(string).joined(separator: ", ") + "]"
    }
  }

  /// A basic string: the escapes of JSON are escapes of TOML, which asks for one more.
  private static func string(_ text: String) -> String {
    JSONValue.string(text).text.replacing("\u{7F}", with: "\\u007F")
  }
}

extension [UInt8] {
  /// Whether the last line holds nothing, or there is no line.
  fileprivate var endsWithBlankLine: Bool {
    guard last == 0x0A else { return isEmpty }
    return isBlank(lineStart(of: count - 1)..<lineEnd(of: Swift.max(0, lineStart(of: count - 1))))
  }
}
