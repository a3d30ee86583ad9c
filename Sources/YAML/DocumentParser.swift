import Diagnostics

/// Reads the documents of one source by recursive descent; each production lives in an extension.
///
/// Between block nodes the cursor stands on the first byte of content and `indent` is its column:
/// whoever reads a node ends with `moveToContent()`. A fault is thrown to the nearest entry of a block
/// collection, which reports it and goes on with the next line that is not indented more than itself.
struct DocumentParser {
  var cursor: Cursor
  /// The column, from 0, of the content at which the cursor stands; −1 at a document marker and at the end.
  var indent = -1
  private(set) var faults: [Fault] = []
  private var depth = 0
  /// Whether the line at which the cursor stands did not belong to the value that failed.
  private var hasGivenLineBack = false

  init(_ cursor: Cursor) {
    self.cursor = cursor
  }

  /// All documents up to the end of the source; of no use where `faults` is not empty afterwards.
  mutating func documents() -> [YAMLNode] {
    var documents: [YAMLNode] = []
    moveToContent()
    while !cursor.isAtEnd {
      if indent >= 0 {
        if let document = document(isExplicit: false) { documents.append(document) }
      } else if cursor.byte == UInt8(ascii: "-") {
        cursor.advance(by: 3)
        if let document = document(isExplicit: true) { documents.append(document) }
      } else {
        cursor.advance(by: 3)
        do throws(Fault) {
          try endLine(or: .textAfterMarker)
        } catch {
          recover(from: error, toColumn: -1)
        }
      }
    }
    return documents
  }

  /// One document up to the next marker, either from the content at the cursor or from behind a `---`;
  /// `nil` where a directive stands in its place.
  private mutating func document(isExplicit: Bool) -> YAMLNode? {
    if !isExplicit, indent == 0, cursor.byte == UInt8(ascii: "%") {
      recover(from: Fault(.directive, at: cursor.position), toColumn: 0)
      return nil
    }
    let faultCount = faults.count
    var root = root(isExplicit: isExplicit)
    while indent >= 0 {
      if faults.count == faultCount { report(Fault(.contentAfterDocument, at: cursor.position)) }
      // Read on for the sake of further faults; there is no document any more.
      root = self.root(isExplicit: false)
    }
    return root
  }

  private mutating func root(isExplicit: Bool) -> YAMLNode? {
    do throws(Fault) {
      return isExplicit
        ? try node(below: -1, after: .marker) : try content(below: -1, at: .lineStart)
    } catch {
      recover(from: error, toColumn: 0)
      return nil
    }
  }

  // MARK: - Lines

  /// Moves from the start of a line past empty lines and comments to the next content. A tab in front of
  /// content is reported, once for neighbouring lines, and the line skipped.
  mutating func moveToContent() {
    var hasReportedTab = false
    while true {
      cursor.skipSpaces()
      let column = cursor.column
      let hasTab = cursor.byte == UInt8(ascii: "\t")
      let tab = cursor
      if hasTab { cursor.skipBlanks() }
      if cursor.isAtEnd {
        indent = -1
        return
      }
      if cursor.isAtLineEnd || cursor.byte == UInt8(ascii: "#") {
        cursor.skipLine()
      } else if hasTab {
        if !hasReportedTab { report(Fault(.tabInIndentation, at: tab.position)) }
        hasReportedTab = true
        cursor.skipLine()
      } else {
        indent = cursor.isAtMarker ? -1 : column
        return
      }
    }
  }

  /// Moves from behind a value to the next content; only blanks and a comment may stand between the
  /// value and its line's end.
  mutating func endLine(or message: @autoclosure () -> Message = .textAfterValue) throws(Fault) {
    cursor.skipBlanks()
    guard cursor.isAtLineEnd || cursor.isAtComment else {
      throw Fault(message(), at: cursor.position)
    }
    cursor.skipLine()
    moveToContent()
  }

  // MARK: - Faults

  mutating func report(_ fault: Fault) {
    // One more than is shown, so that the last one shown can say that there are more.
    guard faults.count <= YAMLParser.maximumDiagnostics else { return }
    faults.append(fault)
    if faults.count > YAMLParser.maximumDiagnostics { cursor.moveToEnd() }
  }

  /// Moves back to the start of a line that does not belong to the value which is about to fail, so that
  /// `recover` goes on with it.
  mutating func giveLineBack() {
    cursor.returnToLineStart()
    hasGivenLineBack = true
  }

  /// Reports a fault and moves to the next content that is not indented more than a collection.
  mutating func recover(from fault: Fault, toColumn column: Int) {
    report(fault)
    if !hasGivenLineBack { cursor.skipLine() }
    hasGivenLineBack = false
    moveToContent()
    // A closing bracket on a line of its own is the rest of a flow collection that failed.
    while indent > column || (indent == column && cursor.isAtClosingBracket) {
      cursor.skipLine()
      moveToContent()
    }
  }

  /// Steps into a collection; `leave()` steps out.
  mutating func enter() throws(Fault) {
    guard depth < YAMLParser.maximumDepth else {
      throw Fault(.nestingTooDeep, at: cursor.position)
    }
    depth += 1
  }

  mutating func leave() {
    depth -= 1
  }
}
