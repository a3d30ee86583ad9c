import Files

/// How strings of an entry refer to variables.
enum VariableSyntax: Sendable {
  /// Not at all.
  case none
  /// `${NAME}` and `${NAME:-default}`; one that is not set stays as it is written.
  case braces
  /// The same, and `$NAME`.
  case shell
  /// `${env:NAME}`, `${workspaceFolder}` and the like; a variable that is not set is empty.
  case editor
  /// `{env:NAME}` and `{file:PATH}`; what is not there is empty.
  case openCode
}

/// Puts values in place of references to variables.
struct VariableExpansion {
  let syntax: VariableSyntax
  let environment: ClientEnvironment
  /// The folder of the file, for paths that are relative to it.
  let folder: String
  /// References that nothing is known for, as written, each once.
  private(set) var unresolved: [String] = []

  init(_ syntax: VariableSyntax, _ environment: ClientEnvironment, folder: String) {
    self.syntax = syntax
    self.environment = environment
    self.folder = folder
  }

  /// The text with every reference replaced once: values are not looked into again.
  mutating func expand(_ text: String) -> String {
    guard syntax != .none else { return text }
    let opening = syntax == .openCode ? "{" : "$"
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: Character(opening)) {
      result += rest[..<start]
      rest = rest[start...]
      guard let (name, written) = reference(in: rest) else {
        result.append(rest.removeFirst())
        continue
      }
      result += value(of: name) ?? missing(String(written))
      rest = rest[written.endIndex...]
    }
    return result + rest
  }

  /// The reference that a text begins with: what stands inside the braces, and all of it.
  private func reference(in text: Substring) -> (name: Substring, written: Substring)? {
    let inner = syntax == .openCode ? text.dropFirst() : text.dropFirst(2)
    if syntax == .openCode || text.hasPrefix("${") {
      guard let end = inner.firstIndex(of: "}"), !inner[..<end].isEmpty else { return nil }
      return (inner[..<end], text[...end])
    }
    guard syntax == .shell else { return nil }
    let name = text.dropFirst().prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard let first = name.first, !first.isNumber else { return nil }
    return (name, text[..<name.endIndex])
  }

  private func value(of name: Substring) -> String? {
    switch syntax {
    case .none: return nil
    case .braces, .shell:
      guard let separator = name.firstRange(of: ":-") else {
        return environment.variables[String(name)]
      }
      let value = environment.variables[String(name[..<separator.lowerBound])]
      return value.flatMap { $0.isEmpty ? nil : $0 } ?? String(name[separator.upperBound...])
    case .editor:
      if name.hasPrefix("env:") { return environment.variables[String(name.dropFirst(4))] }
      switch name {
      case "workspaceFolder": return environment.projectFolder
      case "workspaceFolderBasename": return fileName(of: environment.projectFolder)
      case "userHome": return environment.home
      case "pathSeparator", "/": return "/"
      default: return nil
      }
    case .openCode:
      if name.hasPrefix("env:") { return environment.variables[String(name.dropFirst(4))] }
      guard name.hasPrefix("file:") else { return nil }
      let path = name.dropFirst(5)
      let absolute =
        path.hasPrefix("~/")
        ? join(environment.home, String(path.dropFirst(2))) : join(folder, String(path))
      guard let bytes = try? FileContents.read(absolute, maximumBytes: 1 << 20) else { return nil }
      var text = String(decoding: bytes, as: UTF8.self)
      while text.last?.isWhitespace == true { text.removeLast() }
      return text
    }
  }

  /// What the client makes of a reference that nothing is known for.
  private mutating func missing(_ written: String) -> String {
    let isReference =
      syntax != .openCode || written.hasPrefix("{env:") || written.hasPrefix("{file:")
    guard isReference else { return written }
    if !unresolved.contains(written) { unresolved.append(written) }
    switch syntax {
    case .editor where written.hasPrefix("${env:"), .openCode: return ""
    default: return written
    }
  }
}
