import Diagnostics
import Testing

@testable import YAML

/// A file of tool definitions as large as product teams have them.
struct ToolFileTests {
  /// The text of one tool, and the same as JSON.
  private func tool(_ number: Int) -> (yaml: String, json: String) {
    let yaml = """
        # Tool \(number)
        feature-flags-action-\(number):
          operation: feature_flags_action_\(number)
          enabled: \(number % 3 == 0 ? "false" : "true")
          scopes:
            - feature_flag:read
            - 'feature_flag:write'
          annotations: {readOnly: true, destructive: false, idempotent: true}
          title: "Flag \(number): act on it"
          description: >
            Acts on flag \(number). Use it when the key is known,
            else look it up first.

              feature-flags-list {"search": "x"}

            Answers with the flag.
          agent_note: |-
            1. Look: `feature-flags-list`
            2. Act # carefully
          exclude_params: [deleted, created_at, # set by the server
            'filters']
          param_overrides:
            key:
              description: Key of the flag, for instance new-checkout,
                unique within the project
              input_schema:
                type: string
                minLength: 1
          response:
            include:
            - id
            - name
            strip_nulls: yes
          mcp_version: \(number % 3)
          rollout: 0.\(number)

      """
    let json =
      #""feature-flags-action-\#(number)":{"operation":"feature_flags_action_\#(number)","#
      + #""enabled":\#(number % 3 == 0 ? "false" : "true"),"#
      + #""scopes":["feature_flag:read","feature_flag:write"],"#
      + #""annotations":{"readOnly":true,"destructive":false,"idempotent":true},"#
      + #""title":"Flag \#(number): act on it","#
      + #""description":"Acts on flag \#(number). Use it when the key is known, else look it up first.\n\n"#
      + #"  feature-flags-list {\"search\": \"x\"}\n\nAnswers with the flag.\n","#
      + ##""agent_note":"1. Look: `feature-flags-list`\n2. Act # carefully","##
      + #""exclude_params":["deleted","created_at","filters"],"#
      + #""param_overrides":{"key":{"description":"Key of the flag, for instance new-checkout, unique within the project","#
      + #""input_schema":{"type":"string","minLength":1}}},"#
      + #""response":{"include":["id","name"],"strip_nulls":"yes"},"#
      + #""mcp_version":\#(number % 3),"rollout":0.\#(number)}"#
    return (yaml, json)
  }

  private let head = """
    category: Feature flags
    feature: feature_flags
    url_prefix: /feature_flags
    ui_apps: {}

    tools:

    """

  @Test func readsThousandsOfLines() {
    let tools = (1...120).map(tool)
    let text = head + tools.map(\.yaml).joined()
    #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } > 3_000)
    #expect(
      read(text)
        == #"{"category":"Feature flags","feature":"feature_flags","url_prefix":"/feature_flags","ui_apps":{},"tools":{"#
        + tools.map(\.json).joined(separator: ",") + "}}")
  }

  @Test func reportsEachBrokenToolOnce() {
    let text =
      head
      + (1...120).map { number in
        let yaml = tool(number).yaml
        return number % 20 == 0
          ? String(yaml.replacing("Flag \(number): act on it\"", with: "Flag \(number)")) : yaml
      }.joined()
    let outcome = YAMLParser.parse(SourceText(path: "f", text))
    let lineCount = tool(1).yaml.utf8.count { $0 == UInt8(ascii: "\n") }
    #expect(
      outcome.diagnostics.map(\.headline)
        == stride(from: 20, through: 120, by: 20).map { number in
          "f:\(6 + (number - 1) * lineCount + 9):12: error: the quote is not closed"
        })
  }
}
