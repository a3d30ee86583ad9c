package import Diagnostics
package import Files

/// A text with places that are filled in when it is read: compiled once, rendered many times.
///
/// ```
/// {% set vectors = tool("list_vectors", effort="Low") %}
/// {% if vectors | count %}
/// {{ vectors | table(name, effort) }}
/// {% else %}
/// Ask {{ team.name }}.
/// {% endif %}
/// ```
///
/// - `{{ … }}` prints a value: text and numbers as they are, nothing for null, a list of plain values with
///   commas, anything else as JSON. Filters: `| table(field, …)`, `| list(field)`, `| json`,
///   `| count`. Rows are an array, or the only array in an object, as tools answer it.
/// - `{% if %}`, `{% elif %}`, `{% else %}`, `{% endif %}` with `==`, `!=`, `not`, `and`, `or` and
///   parentheses; null, false, 0, `""`, `[]` and `{}` count as false, and so does a member that is not there.
/// - `{% for row in rows %} … {% endfor %}`, `{% set name = value %}`, `{# comment #}`.
/// - `tool("name", argument=value)` calls a read-only tool.
/// - `{% include "references/x.md" %}` puts a file of the skill's folder there, a template itself.
/// - `{% raw %} … {% endraw %}` keeps marks as text. Code, fenced or not, is template text too.
///
/// A statement or comment that is alone on its line takes the line with it. What is filled in is data: marks in
/// it stay text.
package struct Template: Sendable {
  /// How deep blocks, and parentheses and `not` in an expression, may nest.
  package static let maximumDepth = 32
  /// How deep files may include files.
  package static let maximumInclusionDepth = 8
  /// How many faults of a template are reported.
  package static let maximumDiagnostics = 20

  /// The file itself.
  let root: TemplateFile
  /// Every file that it includes, directly or not, by path.
  let inclusions: [String: TemplateFile]

  /// Compiles a template with all files that it includes.
  /// - Parameters:
  ///   - source: the whole file, so that places are right.
  ///   - start: where the template begins in it, in bytes.
  ///   - include: reads a file by its path relative to the skill's folder.
  /// - Throws: `TemplateError` with every fault, at most `maximumDiagnostics`.
  /// - Complexity: linear in the files.
  package init(
    _ source: SourceText, from start: Int = 0,
    include: (String) -> Result<SourceText, FileError> = { path in
      .failure(FileError(path: path, .outsideRoot))
    }
  ) throws(TemplateError) {
    var linker = TemplateLinker()
    root = linker.link(source, from: start, include)
    inclusions = linker.files
    guard linker.diagnostics.isEmpty else {
      throw TemplateError(Array(linker.diagnostics.prefix(Self.maximumDiagnostics)))
    }
  }

  /// Whether a text has anything that a template would act on; a text without it renders as it is.
  package static func hasMarks(_ bytes: some Collection<UInt8>) -> Bool {
    var isAfterBrace = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "{") where isAfterBrace, UInt8(ascii: "%") where isAfterBrace,
        UInt8(ascii: "#") where isAfterBrace:
        return true
      default: isAfterBrace = byte == UInt8(ascii: "{")
      }
    }
    return false
  }
}

/// One file of a template, parsed.
struct TemplateFile: Sendable {
  var source: SourceText
  var nodes: [TemplateNode]
  var calls: [TemplateCall]
  /// The files that it includes, as written.
  var inclusions: [TemplateName]
}
