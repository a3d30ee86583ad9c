import Diagnostics
import Files

/// Parses a file and the files that it includes, each once.
struct TemplateLinker {
  private(set) var files: [String: TemplateFile] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// How many levels of files each file has below itself.
  private var heights: [String: Int] = [:]
  /// The files that are being linked, outermost first.
  private var chain: [String] = []

  /// Parses a file and what it includes.
  mutating func link(
    _ source: SourceText, from start: Int, _ include: (String) -> Result<SourceText, FileError>
  ) -> TemplateFile {
    parse(source, from: start, include).file
  }

  private mutating func parse(
    _ source: SourceText, from start: Int, _ include: (String) -> Result<SourceText, FileError>
  ) -> (file: TemplateFile, height: Int) {
    var parser = TemplateParser(source.bytes, from: start)
    let nodes = parser.template()
    let file = TemplateFile(
      source: source, nodes: nodes, calls: parser.calls, inclusions: parser.inclusions)
    diagnostics += parser.faults.map { $0.diagnostic(in: source) }
    var height = 0
    for inclusion in file.inclusions {
      guard diagnostics.count < Template.maximumDiagnostics else { break }
      do throws(TemplateFault) {
        height = max(height, try follow(inclusion, include) + 1)
      } catch {
        diagnostics.append(error.diagnostic(in: source))
      }
    }
    return (file, height)
  }

  /// Links an included file.
  /// - Returns: how many levels of files it has below itself.
  private mutating func follow(
    _ inclusion: TemplateName, _ include: (String) -> Result<SourceText, FileError>
  ) throws(TemplateFault) -> Int {
    let path = inclusion.text
    let offset = inclusion.utf8Offset
    if let first = chain.firstIndex(of: path) {
      throw TemplateFault(.cyclicInclusion(Array(chain[first...]) + [path]), at: offset)
    }
    // The chain is at most as long as the limit, so the recursion is, too.
    let level = chain.count + 1
    guard level + (heights[path] ?? 0) <= Template.maximumInclusionDepth else {
      throw TemplateFault(.inclusionTooDeep, at: offset)
    }
    if let height = heights[path] { return height }
    let source: SourceText
    do throws(FileError) {
      source = try include(path).get()
    } catch {
      throw TemplateFault(.notIncluded(path, error.message), at: offset)
    }
    chain.append(path)
    let (file, height) = parse(source, from: 0, include)
    chain.removeLast()
    files[path] = file
    heights[path] = height
    return height
  }
}
