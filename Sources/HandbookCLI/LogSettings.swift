import Diagnostics
import Logging

/// Whether and how a server logs, from its options and the environment; the options win.
struct LogSettings {
  /// `nil` where nothing is logged, which is so unless somebody asks: clients show standard error to their users.
  let format: LogFormat?
  let level: LogLevel

  static let options = [
    Option(
      name: "--log", value: "FORMAT",
      help: "Log each request on standard error: json, text or off (the default)."),
    Option(
      name: "--log-level", value: "LEVEL",
      help: "Log what matters at least so much: debug, info (the default), warning or error."),
  ]
  /// The words with which a server is started that is not to log.
  static let off = [options[0].name, offWord]
  private static let offWord = "off"

  /// - Throws: a usage error for a word that is none of those.
  init(_ options: ParsedOptions) throws(CommandError) {
    let formats = LogFormat.allCases.map(\.rawValue) + [Self.offWord]
    let levels = LogLevel.allCases.map(\.rawValue)
    let format = try Self.word(options, Self.options[0], "HANDBOOK_LOG", among: formats)
    self.format = format.flatMap(LogFormat.init)
    // The environment's level is nobody's business where nothing is logged.
    let variable = self.format == nil ? nil : "HANDBOOK_LOG_LEVEL"
    let level = try Self.word(options, Self.options[1], variable, among: levels)
    self.level = level.flatMap(LogLevel.init) ?? .info
  }

  private static func word(
    _ options: ParsedOptions, _ option: Option, _ variable: String?, among words: [String]
  ) throws(CommandError) -> String? {
    let given = options[option]
    guard let word = given ?? variable.flatMap(Workplace.environment) else { return nil }
    guard words.contains(word) else {
      throw .usage(
        "'\(given == nil ? variable ?? "" : option.name)' is one of \(words.joined(separator: ", ")), not '\(word)'",
        notes: suggestionNotes(for: word, among: words))
    }
    return word
  }
}
