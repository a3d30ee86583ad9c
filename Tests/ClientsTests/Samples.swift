import Testing

/// A settings file as a user has it, and where.
struct Sample: Sendable, CustomTestStringConvertible {
  var client: String
  var path: String
  var title: String
  var text: String

  init(_ client: String, _ path: String, _ title: String, _ text: String) {
    self.client = client
    self.path = path
    self.title = title
    self.text = text
  }

  var testDescription: String { "\(client): \(title)" }

  /// In scope `user` where the file lies below `home`.
  var isUsers: Bool { path.hasPrefix("home/") }
}

extension Sample {
  static let all: [Sample] = strictJSON + relaxedJSON + zedAndOpenCode + toml

  private static let strictJSON: [Sample] = [
    Sample(
      "claude-code", "project/.mcp.json", "other servers, four spaces",
      """
      {
          "mcpServers": {
              "files": {
                  "command": "npx",
                  "args": ["-y", "files"],
                  "env": {"KEY": "${KEY}"}
              },
              "wëb": {"type": "http", "url": "https://example.com/mcp"}
          }
      }

      """),
    Sample(
      "claude-code", "home/.claude.json", "one line",
      #"{"numStartups":3,"mcpServers":{"a":{"command":"a"}},"projects":{"/p":{"mcpServers":{}}}}"#),
    Sample(
      "claude-code", "home/.claude.json", "one line, no servers",
      #"{"numStartups": 3, "tips": []}"# + "\n"),
    Sample("claude-code", "project/.mcp.json", "empty table", "{\n  \"mcpServers\": {}\n}\n"),
    Sample("claude-code", "project/.mcp.json", "empty object", "{}"),
    Sample("claude-code", "project/.mcp.json", "an object of blanks", "{ \n }\n\n"),
    Sample("claude-code", "project/.mcp.json", "empty file", ""),
    Sample("claude-code", "project/.mcp.json", "blank file", " \n\n"),
    Sample(
      "claude-desktop", "home/.config/Claude/claude_desktop_config.json", "tabs and CRLF",
      "{\r\n\t\"globalShortcut\": \"\",\r\n\t\"mcpServers\": {\r\n\t\t\"a\": {\r\n\t\t\t\"command\": \"a\"\r\n\t\t}\r\n\t}\r\n}\r\n"
    ),
    Sample(
      "claude-desktop", "home/.config/Claude/claude_desktop_config.json", "no line end at the end",
      "{\n  \"mcpServers\": {\n    \"a\": {\"command\": \"a\"}}}"),
    Sample(
      "copilot-cli", "home/.copilot/mcp-config.json", "a name twice",
      """
      {
        "mcpServers": {"x": {"command": "first"}},
        "mcpServers": {
          "x": {"command": "second", "type": "local", "tools": ["*"]}
        }
      }
      """),
    Sample(
      "gemini-cli", "project/.gemini/settings.json", "comments",
      """
      {
        // how it looks
        "ui": {"theme": "GitHub"},
        "mcpServers": {
          "a": {"command": "a"}  // the last one
          /* "b": {"command": "b"} */
        } // servers
      }
      """),
    Sample("gemini-cli", "home/.gemini/settings.json", "only a comment", "// nothing yet"),
  ]

  private static let relaxedJSON: [Sample] = [
    Sample(
      "cursor", "project/.cursor/mcp.json", "byte order mark",
      "\u{FEFF}{\n  \"mcpServers\": {\n    \"a\": { \"command\": \"a\" }\n  }\n}\n"),
    Sample("cursor", "home/.cursor/mcp.json", "compact", #"{"mcpServers":{}}"#),
    Sample("cursor", "home/.cursor/mcp.json", "nothing but a byte order mark", "\u{FEFF}"),
    Sample(
      "cursor", "home/.cursor/mcp.json", "commas in front",
      "{ \"mcpServers\":\n  { \"a\": {\"command\": \"a\"}\n  , \"b\": {\"command\": \"b\"}\n  }\n, \"x\": 1\n}"
    ),
    Sample(
      "vscode", "project/.vscode/mcp.json", "trailing commas and comments",
      """
      // Servers of the team
      {
      \t"inputs": [
      \t\t{"type": "promptString", "id": "key", "password": true,},
      \t],
      \t"servers": {
      \t\t"a": {
      \t\t\t"type": "stdio",
      \t\t\t"command": "a", /* why */
      \t\t}, // end of a
      \t\t// "b": {},
      \t},
      }

      """),
    Sample(
      "vscode", "home/.config/Code/User/mcp.json", "trailing comma on one line",
      #"{ "servers": { "a": { "command": "a", }, }, }"#),
    Sample(
      "vscode", "project/.vscode/mcp.json", "only inputs", "{\n  \"inputs\": [] // none\n}\n"),
    Sample(
      "vscode", "project/.vscode/mcp.json", "comments in an empty table",
      "{\n  \"servers\": {\n    // none\n  },\n}\n"),
    Sample(
      "windsurf", "home/.codeium/windsurf/mcp_config.json", "odd layout",
      """
      {"mcpServers"
        : {
            "a" : {
          "command":"a"   }
              , "b": {"serverUrl": "https://example.com"}

          }   }
      """),
  ]

  private static let zedAndOpenCode: [Sample] = [
    Sample(
      "zed", "home/.config/zed/settings.json", "a long file",
      """
      // Zed settings
      //
      // For information see the documentation
      {
        "theme": {
          "mode": "system", // or "light"
          "light": "One Light",
        },
        "context_servers": {
          "a": {
            "command": "a",
            "args": [],
          },
        },
        "buffer_font_size": 15,
      }
      """),
    Sample(
      "zed", "project/.zed/settings.json", "no servers",
      "{\n  \"tab_size\": 4, // wide\n  /* the end */\n}\n"),
    Sample(
      "opencode", "project/opencode.jsonc", "the other file name",
      """
      {
        "$schema": "https://opencode.ai/config.json",
        "mcp": {"a": {"type": "local", "command": ["a"]}}
      }
      """),
    Sample(
      "opencode", "home/.config/opencode/opencode.json", "version 2",
      """
      {
        "mcp": {
          "timeout": 5000,
          "servers": {
            "a": {"type": "local", "command": ["a"]}
          }
        }
      }
      """),
  ]

  private static let toml: [Sample] = [
    Sample(
      "codex", "home/.codex/config.toml", "tables",
      """
      model = "o3"
      notify = [
        "a", # [mcp_servers.b]
        'b',
      ]

      # Servers
      [mcp_servers.files]
      command = "files"
      [mcp_servers.files.env]
      KEY = "va\\"lue"

      [projects."/a/b"]
      trust_level = "trusted" # of course
      """),
    Sample(
      "codex", "home/.codex/config.toml", "CRLF",
      "model = \"o3\"\r\n\r\n[mcp_servers.a]\r\ncommand = 'a'\r\n"),
    Sample(
      "codex", "home/.codex/config.toml", "blank lines at the end", "model = \"o3\"\n\n\n"),
    Sample("codex", "home/.codex/config.toml", "only a comment", "# nothing yet\n"),
    Sample("codex", "home/.codex/config.toml", "empty", ""),
    Sample(
      "codex", "home/.codex/config.toml", "inline tables",
      "mcp_servers = { a = { command = \"a\" }, \"b c\" = { command = 'b' } } # all\nmodel = \"o3\"\n"
    ),
    Sample("codex", "home/.codex/config.toml", "an empty inline table", "mcp_servers = {}\n"),
    Sample(
      "codex", "home/.codex/config.toml", "dotted keys",
      "mcp_servers.a.command = \"a\"\nmcp_servers.a.args = []\n\n[tui]\ntheme = \"x\"\n"),
    Sample(
      "codex", "project/.codex/config.toml", "strings over lines",
      """
      instructions = \"\"\"
      [mcp_servers.handbook]
      command = "not this"
      \"\"\"\"
      [[profiles]]
      name = '''x
      [mcp_servers.b]'''
      [mcp_servers]
      a = { command = "a" }
      """),
  ]
}
