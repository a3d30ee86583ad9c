import Doctor

/// Servers that are some lines of shell.
enum ScriptedServer {
  /// Answers each request by its method, in the way of the legacy era.
  /// - Parameters:
  ///   - before: shell that runs first.
  ///   - discover: shell that runs for `server/discover`; `$id` is the member with the request's id.
  ///   - server: the members that say what the server is.
  ///   - capabilities, tools: as JSON.
  ///   - call: the member of the response to `tools/call`.
  ///   - after: shell that runs once the input has ended.
  static func script(
    before: String = "",
    discover: String = #"echo "{$id,"'"error":{"code":-32601,"message":"no"}}'"#,
    server: String = #""name":"fake","version":"3""#, capabilities: String = #"{"tools":{}}"#,
    instructions: String = "",
    tools: String = #"[{"name":"look","annotations":{"readOnlyHint":true}}]"#,
    call: String = #""result":{"content":[{"type":"text","text":"seen"}]}"#, after: String = ""
  ) -> String {
    #"""
    \#(before)
    while read -r line; do
      id="\"id\":$(printf '%s' "$line" | sed 's/.*"id":\([0-9]*\).*/\1/')"
      case "$line" in
        *server/discover*) \#(discover);;
        *'"initialize"'*) echo "{$id,"'"result":{"protocolVersion":"2025-11-25","capabilities":\#(capabilities),"instructions":"\#(instructions)","serverInfo":{\#(server)}}}';;
        *tools/list*) echo "{$id,"'"result":{"tools":\#(tools)}}';;
        *prompts/list*) echo "{$id,"'"result":{"prompts":[{"name":"p"}]}}';;
        *resources/list*) echo "{$id,"'"result":{"resources":[{"uri":"x:1"},{"uri":"x:2"}]}}';;
        *resources/templates/list*) echo "{$id,"'"result":{"resourceTemplates":[]}}';;
        *tools/call*) echo "{$id,"'\#(call)}';;
      esac
    done
    \#(after)
    """#
  }

  /// Long enough for a machine that is busy.
  static let patience = Patience(answer: .seconds(20), end: .seconds(20), start: .seconds(20))

  static func examine(
    _ script: String, patience: Patience = patience
  ) -> ServerExamination {
    ServerExamination(of: ServerLaunch("/bin/sh", ["-c", script]), patience: patience)
  }
}
