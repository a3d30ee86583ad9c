package import Diagnostics
import Files
import JSON

/// The text that a skill teaches, as it stands in the file.
package struct SkillBody: Sendable {
  /// The whole file, front matter included.
  package let source: SourceText
  /// Where the text begins in it.
  package let utf8Offset: Int

  /// The text, byte for byte; what is not UTF-8 shows as replacement characters.
  package var text: String {
    String(decoding: source.bytes[utf8Offset...], as: UTF8.self)
  }

  /// The bytes of the text.
  var bytes: ArraySlice<UInt8> { source.bytes[utf8Offset...] }

  init(_ source: SourceText) {
    self.source = source
    utf8Offset =
      if case .found(let span) = FrontMatterSpan.search(source.bytes, isWhole: true) {
        span.bodyOffset
      } else {
        0
      }
  }

  /// Whether a mark of a template calls a tool: text that only looks like a template, as skills about other
  /// template languages have it, does not.
  /// - Complexity: linear.
  var hasToolCall: Bool {
    let call = Array("tool(".utf8)
    var isInMark = false
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      switch (bytes[index], bytes[index + 1]) {
      case (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")):
        isInMark = true
        index += 1
      case (UInt8(ascii: "}"), UInt8(ascii: "}")), (UInt8(ascii: "%"), UInt8(ascii: "}")):
        isInMark = false
        index += 1
      case (UInt8(ascii: "t"), UInt8(ascii: "o")) where isInMark:
        // Not the end of another word.
        if !bytes[index - 1].isNameByte, bytes[index...].starts(with: call) { return true }
      default: break
      }
      index += 1
    }
    return false
  }
}

extension Skill {
  /// The body as it is in the file now, or in the draft.
  package func body() throws(SkillError) -> SkillBody {
    if let draft { return SkillBody(draft) }
    do throws(FileError) {
      return SkillBody(try source(of: fileName, maximumBytes: FileContents.defaultMaximumBytes))
    } catch {
      throw .unreadable(error)
    }
  }

  /// Whether the body is a template: declared as one by `metadata.template`, by the file's ending `.j2` or by
  /// having arguments, or evidently one because it calls a tool.
  func isTemplate(_ body: SkillBody, _ arguments: SkillArguments) -> Bool {
    switch metadata[MetadataKey.template]?.plainText {
    case "true"?: true
    case "false"?: false
    default: fileName.hasSuffix(".j2") || arguments.origin != .nowhere || body.hasToolCall
    }
  }
}
