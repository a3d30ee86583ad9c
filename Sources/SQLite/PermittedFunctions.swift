/// The functions that SQL of users and agents may call.
///
/// A list of what is permitted, since every build of the library brings others. Left out on purpose:
///
/// - whatever gives another result each time (`random`, `randomblob`, `current_date`, `changes`): pages of an
///   answer would not belong together;
/// - whatever reaches into the library (`load_extension`, `fts3_tokenizer`, `sqlite_version`, …);
/// - `printf` and `format`, which count to the width that they are given although the result is too long
///   to be kept, for seconds and without asking anybody;
/// - `json_patch`, whose time grows with the product of the numbers of members.
package enum PermittedFunctions {
  package static let names: Set<String> = Set(
    [
      aggregates, windows, values, texts, json, times, numbers,
    ].joined())

  private static let aggregates = [
    "avg", "count", "group_concat", "json_group_array", "json_group_object", "max", "min",
    "string_agg", "sum", "total",
  ]

  private static let windows = [
    "cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile",
    "percent_rank", "rank", "row_number",
  ]

  private static let values = [
    "coalesce", "if", "ifnull", "iif", "likelihood", "likely", "nullif", "quote", "typeof",
    "unlikely",
  ]

  private static let texts = [
    "char", "concat", "concat_ws", "glob", "hex", "instr", "length", "like", "lower", "ltrim",
    "octet_length", "replace", "rtrim", "soundex", "substr", "substring", "trim", "unhex",
    "unicode", "upper",
  ]

  private static let json = [
    "->", "->>", "json", "json_array", "json_array_length", "json_error_position", "json_extract",
    "json_insert", "json_object", "json_pretty", "json_quote", "json_remove", "json_replace",
    "json_set", "json_type", "json_valid",
  ]

  private static let times = [
    "date", "datetime", "julianday", "strftime", "time", "timediff", "unixepoch",
  ]

  private static let numbers = [
    "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "ceiling", "cos",
    "cosh", "degrees", "exp", "floor", "ln", "log", "log10", "log2", "mod", "pi", "pow", "power",
    "radians", "round", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "trunc",
  ]
}
