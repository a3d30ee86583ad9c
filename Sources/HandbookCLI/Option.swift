import Diagnostics

/// An option that a command understands.
struct Option {
  /// With its dashes: `--json`.
  var name: String
  /// What its value is called in help, `nil` for one without a value.
  var value: String?
  var help: String
  /// Whether it may be given several times.
  var isRepeatable = false

  static let root = Option(
    name: "--root", value: "DIR", help: "The folder that holds Tools/ and seeds/.")
  static let handbook = Option(
    name: "--handbook", value: "DIR", help: "Serve this folder of Markdown instead of seeds/.")
  static let skills = Option(
    name: "--skills", value: "DIR", help: "Serve the skills of this folder instead of Skills/.")
  static let json = Option(
    name: "--json", value: nil, help: "Print JSON for machines.")

  /// Which folder to work on.
  static let places = [root, handbook, skills]
}

/// The words of a command line, sorted into options and the rest.
struct ParsedOptions {
  private(set) var values: [String: String] = [:]
  /// The values of repeatable options.
  private var lists: [String: [String]] = [:]
  private(set) var flags: Set<String> = []
  /// What is no option, in order.
  private(set) var words: [String] = []

  /// - Parameters:
  ///   - leavingUnknown: leaves unknown options to the caller, in `words`, and their values with them.
  /// - Throws: a usage error for an option that is unknown, lacks its value or comes twice.
  init(
    _ words: [String], options: [Option], of command: String, leavingUnknown: Bool = false
  ) throws(CommandError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        self.words.append(word)
        continue
      }
      if word == "--" {
        self.words += rest
        return
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = options.first(where: { $0.name == name }) else {
        guard leavingUnknown else {
          throw .usage(
            "'\(command)' has no option '\(name)'",
            notes: suggestionNotes(for: name, among: options.map(\.name))
              + ["'handbook \(command) --help' lists the options"])
        }
        self.words.append(word)
        continue
      }
      guard values[name] == nil, !flags.contains(name) else {
        throw .usage("the option '\(name)' is given twice")
      }
      if option.value == nil {
        guard parts.count == 1 else { throw .usage("the option '\(name)' takes no value") }
        flags.insert(name)
      } else if parts.count == 2 {
        set(option, to: String(parts[1]))
      } else {
        guard let value = rest.popFirst() else {
          throw .usage("the option '\(name)' needs a value")
        }
        set(option, to: value)
      }
    }
  }

  private mutating func set(_ option: Option, to value: String) {
    if option.isRepeatable {
      lists[option.name, default: []].append(value)
    } else {
      values[option.name] = value
    }
  }

  /// - Throws: a usage error where there is any word that is no option.
  func rejectWords(of command: String, usage: String) throws(CommandError) {
    guard let word = words.first else { return }
    throw .usage("'\(command)' takes no argument '\(word)'", notes: ["usage: \(usage)"])
  }

  subscript(option: Option) -> String? { values[option.name] }

  /// The values of a repeatable option, in order.
  func all(_ option: Option) -> [String] { lists[option.name] ?? [] }

  func has(_ option: Option) -> Bool { flags.contains(option.name) }
}
