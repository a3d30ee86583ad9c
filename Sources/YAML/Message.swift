import Diagnostics

/// What can be wrong with a source, in words: the message and the advice.
struct Message {
  let text: String
  var notes: [String]

  private init(_ text: String, _ notes: String...) {
    self.text = text
    self.notes = notes
  }
}

// MARK: - Characters

extension Message {
  static let invalidUTF8 = Message("the file is not UTF-8 here", "save it as UTF-8")

  static let byteOrderMark = Message(
    "a byte order mark (U+FEFF) inside the text",
    "remove this invisible character: it may stand at the very start of a file only")

  static let loneCarriageReturn = Message(
    "a carriage return without a line feed", "end lines with LF or CR LF")

  static func controlCharacter(_ scalar: Unicode.Scalar) -> Message {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Message(
      "the control character U+\(padded) in the text",
      "remove it, or write it as \\u\(padded) inside double quotes")
  }
}

// MARK: - Outside the subset

extension Message {
  static let directive = Message(
    "directives are not supported", "remove the line: every file is read as YAML 1.2")

  static let anchor = Message(
    "anchors are not supported",
    "write the value out where it is used; put a text that begins with '&' in quotes")

  static let alias = Message(
    "aliases are not supported",
    "write the value out here; put a text that begins with '*' in quotes")

  static let tag = Message(
    "tags are not supported",
    "leave the tag out: quotes make a string; put a text that begins with '!' in quotes")

  static let mergeKey = Message(
    "merge keys are not supported", "write the entries out; put a key named '<<' in quotes")

  static let complexKey = Message(
    "a key can only be a plain or quoted text",
    "write 'key: value' without '?', or put a text that begins with '?', '[' or '{' in quotes")

  static let notFinite = Message(
    "infinity and NaN are not supported, because JSON cannot express them",
    "leave the value out, or put it in quotes to make it a string")

  static let integerTooLarge = Message(
    "an octal or hexadecimal number of more than 64 bits",
    "write it in decimal, or put it in quotes to make it a string")

  static let nestingTooDeep = Message(
    "collections nest deeper than \(YAMLParser.maximumDepth) levels", "flatten the structure")
}

// MARK: - Structure

extension Message {
  static let tabInIndentation = Message("a tab in the indentation", "indent with spaces only")

  static let unexpectedIndentation = Message(
    "the indentation fits nothing above",
    "start the entries of one mapping or list in one column, and indent the lines of a value more "
      + "than its key")

  static let missingKey = Message(
    "a key is missing before the ':'",
    "write the key, or put a text that begins with ':' in quotes")

  static func missingColon(afterKeyWithInnerColon hasInnerColon: Bool) -> Message {
    hasInnerColon
      ? Message("a ':' without a blank after it does not end a key", "write 'key: value'")
      : Message(
        "a line of a mapping without ': '",
        "write 'key: value', or indent the line more than its key where it continues a value")
  }

  static let colonWithoutBlank = Message(
    "the ':' after a key needs a blank", "write \"key\": value")

  static let keyTooLong = Message(
    "a key of more than 1024 characters", "shorten the key, and keep text in the value")

  static let keyOnSeveralLines = Message(
    "a key on more than one line",
    "write the key and its ':' on one line, and a ',' between the entries of '[' or '{'")

  static let keyInValue = Message(
    "a ': ' inside an unquoted value",
    "put the value in quotes where the ': ' belongs to it, or start a nested mapping on the next line"
  )

  static func keyInContinuation(ofLine line: Int) -> Message {
    Message(
      "a ': ' inside the unquoted value that begins on line \(line)",
      "align the line with the entry that it belongs beside, or put the whole value in quotes")
  }

  static func duplicateKey(_ key: String, first: SourcePosition) -> Message {
    Message(
      "the key '\(key)' is there twice",
      "it is on line \(first.line) already: remove or rename one of them")
  }

  static let sequenceInValue = Message(
    "a list cannot begin on the line of its key",
    "start it on the next line, write it as [a, b], or put a text that begins with '- ' in quotes")

  static let sequenceInMapping = Message(
    "a list entry among the keys of a mapping",
    "indent it below the key that it belongs to, or write 'key: value'")

  static let missingDash = Message(
    "a line of a list without '- '",
    "begin every entry with '- ', and indent its further lines more than the '-'")

  static let mappingAfterMarker = Message(
    "a block collection cannot begin on the line of '---'", "start it on the next line")

  static let contentAfterDocument = Message(
    "text after the end of the document's value",
    "a document has one value: nest the rest below it, or separate documents by a line of '---'")

  static let textAfterMarker = Message(
    "text after '...'", "leave the line to '...' and comments")
}

// MARK: - Scalars and flow collections

extension Message {
  static func reservedIndicator(_ byte: UInt8) -> Message {
    let character = Character(Unicode.Scalar(byte))
    return Message("an unquoted text cannot begin with '\(character)'", "put it in quotes")
  }

  static func unclosedQuote(_ quote: UInt8) -> Message {
    let character = Character(Unicode.Scalar(quote))
    return Message(
      "the quote is not closed",
      "close it with \(character), and indent its further lines more than the key or '-' before it")
  }

  static func unclosedFlow(_ bracket: UInt8) -> Message {
    let closing = bracket == UInt8(ascii: "[") ? "]" : "}"
    return Message(
      "the '\(Character(Unicode.Scalar(bracket)))' is not closed",
      "close it with '\(closing)', and indent its further lines more than the key or '-' before it")
  }

  static func missingSeparator(in bracket: UInt8) -> Message {
    let closing = bracket == UInt8(ascii: "[") ? "]" : "}"
    return Message(
      "expected ',' or '\(closing)' here",
      "put a text that holds quotes, brackets or ': ' in quotes as a whole")
  }

  static let emptyFlowEntry = Message(
    "an entry is missing before the ','", "write the entry, or remove the ','")

  static let textAfterValue = Message(
    "text after the end of the value",
    "put the whole value in one pair of quotes, and a blank before the '#' of a comment")

  static let invalidEscape = Message(
    "no escape sequence of YAML",
    "write \\\\ for a backslash, or use single quotes, where a backslash stands for itself")

  static let loneSurrogate = Message(
    "half of a surrogate pair", "write the character itself, or \\U and its eight digits")

  static let blockScalarHeader = Message(
    "a block scalar's first line has text that does not belong there",
    "after '|' or '>' write at most one of '+' and '-', one digit from 1 to 9 and a comment; the text "
      + "starts on the next line")

  static let blockScalarLeadingBlank = Message(
    "an empty line with more spaces than the text below it",
    "remove the spaces, or write the indentation after the '|' or '>', for instance '|2'")

  static let blockScalarInFlow = Message(
    "'|' and '>' do not work inside '[' or '{'", "use quotes")
}
