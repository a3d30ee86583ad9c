package import JSON

/// What a caller says of the page that it wants: where it begins, how many rows, how long.
package struct PageRequest: Sendable {
  package let offset: Int
  package let limit: Int
  package let budget: TokenBudget

  /// - Parameter ignoresLimit: whether the argument `limit` means something else to this tool.
  /// - Throws: `ToolCallError.invalidArguments` where the cursor is not one of this call.
  package init(
    _ arguments: JSONObject, for call: PageCursor.Call, defaultLimit: Int,
    ignoresLimit: Bool = false
  ) throws(ToolCallError) {
    let wanted = ignoresLimit ? nil : arguments["limit"]?.intValue
    limit = min(max(wanted ?? defaultLimit, 1), SQLLimits.maximumRows)
    budget = TokenBudget(tokens: arguments["max_tokens"]?.intValue)
    guard let text = arguments["cursor"]?.stringValue else {
      offset = 0
      return
    }
    do throws(PageCursor.Problem) {
      offset = try PageCursor(text, for: call).offset
    } catch {
      throw .invalidArguments(tool: call.name, problems: [error.message])
    }
  }

  /// Appends `total`, `withheld` and `next`.
  package func append(
    total: Int, shown: Int, for call: PageCursor.Call, to result: inout JSONObject
  ) {
    let withheld = max(0, total - offset - shown)
    result.append("total", .integer(total))
    result.append("withheld", .integer(withheld))
    result.append(
      "next", withheld > 0 ? .string(PageCursor(offset: offset + shown).text(for: call)) : .null)
  }
}
