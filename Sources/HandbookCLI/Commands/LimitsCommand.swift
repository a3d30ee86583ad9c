import JSON

/// `handbook limits`: what has an end, and what comes then.
enum LimitsCommand: Command {
  static let name = "limits"
  static let summary = "List the limits of the server, and what happens beyond them."
  static let usage = "handbook limits [--json]"
  static let options = [Option.json]

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    try options.rejectWords(of: name, usage: usage)
    if options.has(.json) {
      Output.json(.array(Limit.all.flatMap(\.limits).map(\.json)))
      return .done
    }
    let limits = Limit.all.flatMap(\.limits)
    let nameWidth = limits.map(\.name.count).max() ?? 0
    let valueWidth = limits.map(\.shownValue.count).max() ?? 0
    for (topic, limits) in Limit.all {
      Output.line(topic)
      for limit in limits {
        let value = limit.shownValue
        Output.line(
          "  " + limit.name + String(repeating: " ", count: nameWidth - limit.name.count + 2)
            + String(repeating: " ", count: valueWidth - value.count) + value + "  " + limit.beyond)
      }
    }
    return .done
  }
}
