import Files
import HandbookModel
import JSON
import JSONRPC
import JSONSchema
import Logging
import MCP
import Markdown
import Recording
import Skills
import Toolbox
import YAML

extension Limit {
  /// Every limit that a user can reach, from the constants that enforce them, in groups.
  static let all: [(topic: String, limits: [Limit])] = [
    ("messages", messages), ("lists and subscriptions", protocols), ("answers", answers),
    ("queries", queries), ("files", files), ("skills", skills), ("logs and recordings", logs),
  ]

  private static let messages: [Limit] = {
    let options = Connection.Options()
    return [
      Limit(
        "line_bytes", options.maximumLineBytes, .bytes,
        "error -32600; the rest of the line is skipped"),
      Limit("nesting", JSONParser.defaultMaximumDepth, .levels, "error -32700"),
      Limit("message_values", options.maximumValueCount, "error -32700"),
      Limit("batch_messages", options.maximumBatchCount, "error -32600"),
      Limit(
        "unanswered_requests", options.maximumUnansweredRequests,
        "nothing more is read until some are answered"),
      Limit(
        "unanswered_bytes", options.maximumUnansweredBytes, .bytes,
        "nothing more is read until some are answered"),
      Limit("slow_requests", options.maximumSlowRequests, "further ones wait for their turn"),
      Limit(
        "error_bytes", ProtocolLimits.maximumErrorBytes, .bytes,
        "the message is cut, and says how long it was"),
    ]
  }()

  private static let protocols = [
    Limit("tools_page", ProtocolLimits.toolsPageSize, "nextCursor goes on"),
    Limit("prompts_page", ProtocolLimits.promptsPageSize, "nextCursor goes on"),
    Limit("resources_page", ProtocolLimits.resourcesPageSize, "nextCursor goes on"),
    Limit("completions", ProtocolLimits.maximumCompletions, "hasMore is true"),
    Limit("uri_bytes", ProtocolLimits.maximumURIBytes, .bytes, "error -32602"),
    Limit("subscriptions", ProtocolLimits.maximumSubscriptions, "error -32600"),
    Limit(
      "subscription_bytes", ProtocolLimits.maximumSubscriptionBytes, .bytes, "error -32602"),
    Limit("subscribed_resources", ProtocolLimits.maximumSubscribedResources, "error -32602"),
  ]

  private static let answers = [
    Limit(
      "answer_tokens", TokenBudget.maximumTokens, .tokens,
      "the rest is counted in withheld, and next goes on"),
    Limit("answer_rows", SQLLimits.maximumRows, "next goes on"),
    Limit("search_words", SearchQuery.maximumWordCount, "left out, and a note says so"),
    Limit("schema_steps", JSONSchema.maximumSteps, "the arguments are refused"),
    Limit("argument_problems", JSONSchema.maximumFailures, "no more are reported"),
    Limit("pattern_steps", JSONSchema.maximumPatternSteps, "the tool's definition is refused"),
    Limit(
      "listed_tokens", DefinitionLimits.maximumListedTokens, .tokens,
      "the largest features become modes"),
  ]

  private static let queries = [
    Limit(
      "query_time", Int(SQLLimits.defaultTimeout / .milliseconds(1)), .milliseconds,
      "the call fails"),
    Limit("query_memory", SQLLimits.maximumMemoryBytes, .bytes, "the call fails"),
    Limit("query_rows", SQLLimits.maximumTotalRows, "the call fails"),
    Limit("value_bytes", SQLLimits.maximumValueBytes, .bytes, "the call fails"),
    Limit("row_bytes", SQLLimits.maximumRowBytes, .bytes, "the call fails"),
    Limit(
      "intermediate_bytes", SQLLimits.maximumIntermediateBytes, .bytes, "the call fails"),
    Limit("like_pattern_bytes", SQLLimits.maximumPatternBytes, .bytes, "the call fails"),
    Limit("sql_bytes", SQLLimits.maximumSQLBytes, .bytes, "the query is refused"),
    Limit("sql_nesting", SQLLimits.maximumExpressionDepth, .levels, "the query is refused"),
    Limit("sql_compounds", SQLLimits.maximumCompoundTerms, "the query is refused"),
    Limit("sql_columns", SQLLimits.maximumColumns, "the query is refused"),
  ]

  private static let files = [
    Limit(
      "file_bytes", FileContents.defaultMaximumBytes, .bytes, "left out, with a diagnostic"),
    Limit("folder_nesting", FileTree.maximumDepth, .levels, "left out, with a diagnostic"),
    Limit(
      "page_sections", MarkdownLimits.maximumSectionCount,
      "further headings are text, and a warning says so"),
    Limit(
      "heading_paths", MarkdownLimits.maximumPathBytes, .bytes,
      "sections lack the headings above them, and a warning says so"),
    Limit(
      "page_facts", HandbookModel.maximumExaminedBytes, .bytes,
      "further facts of a kind are left out, and a warning says so"),
    Limit("yaml_nesting", YAMLParser.maximumDepth, .levels, "an error at its place"),
    Limit(
      "tool_name", DefinitionLimits.maximumNameLength, .characters, "an error at its place"),
    Limit(
      "tool_description", DefinitionLimits.maximumDescriptionLength, .characters,
      "a finding at its place"),
    Limit(
      "mode_routing", DefinitionLimits.maximumRoutingLength, .characters,
      "a finding at its place"),
  ]

  private static let skills: [Limit] = {
    let template = TemplateLimits()
    return [
      Limit("skill_name", SkillLimits.maximumNameLength, .characters, "an error of the lint"),
      Limit(
        "skill_description", SkillLimits.maximumDescriptionLength, .characters,
        "an error of the lint"),
      Limit("front_matter", SkillLimits.maximumFrontMatterBytes, .bytes, "left out"),
      Limit("arguments_file", SkillLimits.maximumArgumentsBytes, .bytes, "an error"),
      Limit("included_file", SkillLimits.maximumIncludedBytes, .bytes, "an error at its place"),
      Limit(
        "inclusions", Template.maximumInclusionDepth, .levels, "an error at its place"),
      Limit("template_nesting", Template.maximumDepth, .levels, "an error at its place"),
      Limit(
        "template_text", template.maximumOutputBytes, .bytes, "an error at its place"),
      Limit("template_steps", template.maximumSteps, "an error at its place"),
      Limit("template_calls", template.maximumCalls, "an error at its place"),
    ]
  }()

  private static let logs = [
    Limit(
      "log_lines_waiting", Log.defaultMaximumPendingCount,
      "left out, and a line says how many"),
    Limit("log_text", LogText.maximumCharacters, .characters, "cut, with … at the end"),
    Limit(
      "recording_waiting", Recorder.defaultMaximumPendingBytes, .bytes,
      "the recording stops, and a line says so"),
  ]
}
