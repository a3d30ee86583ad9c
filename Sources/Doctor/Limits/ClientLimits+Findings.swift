import JSON

extension ClientLimits {
  /// What the client would cut, drop or not show of a server.
  /// - Parameters:
  ///   - examination: of a server; nothing is found where it speaks no era.
  ///   - server: how the client's settings call it.
  ///   - tools: those that the client offers, its filters applied; `nil` for all.
  ///   - startTimeout: of the entry, where it has one of its own.
  package func findings(
    about examination: ServerExamination, named server: String,
    offering tools: [Listing.Item]? = nil,
    startTimeout: Duration? = nil
  ) -> [Finding] {
    guard let best = examination.best else { return [] }
    let tools = tools ?? best.tools?.items ?? []
    let findings =
      nameFindings(tools, server) + countFindings(tools) + textFindings(tools, best.instructions)
      + resultFindings(tools, best.sample) + startFindings(examination, startTimeout)
      + featureFindings(best, tools)
    return findings.worstFirst
  }

  // MARK: - Tools

  private func nameFindings(_ tools: [Listing.Item], _ server: String) -> [Finding] {
    var findings: [Finding] = []
    let limit = toolNames.length
    let tooLong = tools.map { toolNames.shown($0.name, of: server) }
      .filter { $0.count > limit.value }
    if let longest = tooLong.max(by: { $0.count < $1.count }) {
      let excess = longest.count - limit.value
      let canHelp = toolNames.prefix != nil && excess < server.count
      findings.append(
        finding(
          limit,
          "\(counted(tooLong.count, "tool name")) of more than \(limit.value) characters: "
            + "too long for", "the longest is '\(longest)' with \(longest.count)",
          [
            canHelp
              ? "a shorter name of the server helps: 'handbook install \(client) --name NAME', "
                + "at most \(counted(server.count - excess, "character"))"
              : "the tools need shorter names"
          ]))
    }
    if let limit = toolNames.otherCharacters {
      let names = tools.map(\.name).filter { !$0.utf8.allSatisfy(\.isPlain) }
      if !names.isEmpty {
        findings.append(
          finding(
            limit,
            "\(counted(names.count, "tool name")) with other characters than letters, digits, '_' and '-': "
              + "not for",
            names.map { "'\($0)'" }.joined(separator: ", "), ["the tools need other names"]))
      }
    }
    return findings
  }

  private func countFindings(_ tools: [Listing.Item]) -> [Finding] {
    guard let limit = self.tools, tools.count > limit.value else { return [] }
    return [
      finding(
        limit, "\(tools.count) tools: too many for", "\(limit.value), of all servers together",
        [
          "serve fewer: '--toolset NAME,…' or '--tool NAME,…' behind 'serve' in the client's "
            + "settings, and no '--mode'"
        ])
    ]
  }

  private func textFindings(_ tools: [Listing.Item], _ instructions: String?) -> [Finding] {
    var findings: [Finding] = []
    if let limit = description {
      for tool in tools where tool.description.count > limit.value {
        findings.append(
          finding(
            limit, "a description of \(tool.description.count.grouped) characters: too long for",
            "'\(tool.name)', \(limit.value.grouped) characters",
            ["what matters most belongs at its beginning"]))
      }
    }
    if let limit = self.instructions, let count = instructions?.count, count > limit.value {
      findings.append(
        finding(
          limit, "instructions of \(count.grouped) characters: too long for",
          "\(limit.value.grouped) characters",
          ["what matters most belongs at their beginning"]))
    }
    return findings
  }

  private func resultFindings(_ tools: [Listing.Item], _ sample: SampleCall?) -> [Finding] {
    guard let limit = resultBytes else { return [] }
    if let sample, sample.byteCount > limit.value {
      return [
        finding(
          limit, "a result of \(sample.byteCount.grouped) bytes: too long for",
          "'\(sample.tool)', \(limit.value.grouped) bytes",
          ["a tool should let its caller ask for less"])
      ]
    }
    let tokens = limit.value / 4
    let large = tools.filter { ($0.largestTokenBudget ?? 0) > tokens }
    guard !large.isEmpty else { return [] }
    var note = finding(
      limit, "results of more than \(limit.value.grouped) bytes: too long for",
      "\(counted(large.count, "tool")) can give more",
      ["'max_tokens' of at most \(tokens) keeps below it"])
    note.severity = .note
    return [note]
  }

  // MARK: - Start and features

  private func startFindings(_ examination: ServerExamination, _ ownTimeout: Duration?) -> [Finding]
  {
    let timeout = ownTimeout ?? startSeconds.map { .seconds($0.value) }
    guard let timeout, let time = examination.startTime, time > timeout else { return [] }
    return [
      Finding(
        .error,
        "\(time.inWords) to the first answer: too long for \(displayName), which gives up after "
          + timeout.inWords,
        ownTimeout == nil ? startSeconds.map(source) ?? [] : [])
    ]
  }

  private func featureFindings(_ best: EraExamination, _ tools: [Listing.Item]) -> [Finding] {
    var findings: [Finding] = []
    // Tools that give the same reach every model.
    let hasFallback = tools.contains { $0.name == "read_skill" }
    let prompts = best.prompts?.items.count ?? 0
    if hasPrompts == false, prompts > 0, !hasFallback {
      findings.append(
        Finding(.note, "\(displayName) does not show the \(counted(prompts, "prompt"))"))
    }
    let resources = best.resources?.items.count ?? 0
    if hasResources == false, resources > 0, !hasFallback {
      findings.append(
        Finding(.note, "\(displayName) does not show the \(counted(resources, "resource"))"))
    }
    let saysThatToolsChange = best.capabilities["tools"]?["listChanged"]?.boolValue ?? false
    if followsToolChanges == false, saysThatToolsChange {
      findings.append(
        Finding(
          .note, "\(displayName) does not notice when the tools change",
          "start a new session after a change of tools"))
    }
    return findings
  }

  // MARK: - Wording

  private func finding(
    _ limit: Limit, _ what: String, _ details: String, _ advice: [String]
  ) -> Finding {
    Finding(
      limit.isFatal ? .error : .warning,
      "\(what) \(displayName), which \(limit.effect) (\(details))", advice + source(limit))
  }

  private func source(_ limit: Limit) -> [String] {
    limit.evidence == .reported ? ["as users of \(displayName) report"] : []
  }
}

extension UInt8 {
  /// Whether it is an ASCII letter, a digit, `_` or `-`.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
