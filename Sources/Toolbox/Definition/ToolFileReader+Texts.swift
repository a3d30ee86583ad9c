import Diagnostics
import YAML

extension ToolFileReader {
  /// What an agent reads, outer white space removed. Of a tool that is not enabled, and of an
  /// operation, whose interface describes it, it may be missing.
  mutating func description(of entry: YAMLNode.Entry, isRequired: Bool) -> String {
    guard let node = entry.value["description"] else {
      if isRequired {
        findings.error(
          "tool '\(entry.key)' has no description", at: entry.keyPosition,
          notes: ["say what it returns, when to use it and what to use instead"])
      }
      return ""
    }
    guard let text = findings.string("description", in: entry.value)?.withoutOuterWhitespace
    else { return "" }
    let length = text.scalarCount
    if isRequired, length < Self.minimumDescriptionLength {
      findings.error(
        "the description of '\(entry.key)' has \(length) characters, at least "
          + "\(Self.minimumDescriptionLength) are needed", at: node.position,
        notes: ["say what it returns, when to use it and what to use instead"])
    }
    if length > Self.maximumDescriptionLength {
      findings.warning(
        "the description of '\(entry.key)' has \(length) characters, clients may cut it after "
          + "\(Self.maximumDescriptionLength)", at: node.position)
    }
    return text
  }

  mutating func scopes(of entry: YAMLNode.Entry, isRequired: Bool) -> [String] {
    if isRequired, entry.value["scopes"] == nil {
      findings.error(
        "tool '\(entry.key)' is enabled but has no scopes", at: entry.keyPosition,
        notes: ["for a tool that only reads the handbook write 'scopes: [handbook:read]'"])
    }
    return findings.strings("scopes", in: entry.value) ?? []
  }

  mutating func annotations(
    of entry: YAMLNode.Entry, _ implementation: ToolDefinition.Implementation?, isRequired: Bool
  ) -> ToolAnnotations {
    var annotations = ToolAnnotations(
      readOnly: false, destructive: true, idempotent: false, openWorld: false)
    guard let node = entry.value["annotations"] else {
      if isRequired {
        findings.error(
          "tool '\(entry.key)' is enabled but has no annotations", at: entry.keyPosition,
          notes: [
            "for a tool that only reads write "
              + "'annotations: {readOnly: true, destructive: false, idempotent: true}'"
          ])
      }
      return annotations
    }
    guard let keys = node.entries else {
      findings.error("'annotations' must be a mapping, not \(node.kindInWords)", at: node.position)
      return annotations
    }
    findings.rejectUnknownKeys(of: keys, known: ToolKeys.annotations, in: "annotations")
    guard let readOnly = findings.bool("readOnly", in: node) else {
      if node["readOnly"] == nil {
        findings.error(
          "annotations must say 'readOnly: true' or 'readOnly: false'", at: node.position)
      }
      return annotations
    }
    annotations.readOnly = readOnly
    annotations.destructive = findings.bool("destructive", in: node) ?? !annotations.readOnly
    annotations.idempotent = findings.bool("idempotent", in: node) ?? annotations.readOnly
    annotations.openWorld = findings.bool("openWorld", in: node) ?? false
    checkTruth(of: annotations, at: node.position, implementation)
    return annotations
  }

  /// Hosts skip the question to the user where a tool says that it only reads, so it must be true.
  private mutating func checkTruth(
    of annotations: ToolAnnotations, at position: SourcePosition,
    _ implementation: ToolDefinition.Implementation?
  ) {
    if annotations.readOnly, annotations.destructive {
      findings.error("a tool that only reads cannot be destructive", at: position)
    }
    if case .sql? = implementation, !annotations.readOnly {
      findings.error("a tool with 'sql' only reads: write 'readOnly: true'", at: position)
    }
  }
}

extension String {
  /// The number of Unicode scalars, counted in the bytes: the first byte of each is no continuation.
  var scalarCount: Int {
    var text = self
    return text.withUTF8 { utf8 in
      var count = 0
      for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  /// Without white space and line ends at both ends.
  var withoutOuterWhitespace: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
