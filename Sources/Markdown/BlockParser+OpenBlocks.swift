extension BlockParser {
  /// The block that takes the next line's text.
  enum Leaf {
    case none
    case paragraph
    case fencedCode(CodeFence)
    case indentedCode
    case html(HTMLBlock.End)
    /// A comment, a script, an `import`: nothing that a reader of the page sees.
    case hidden(HTMLBlock.End)
    case table(columnCount: Int, number: Int)
  }

  /// A block that holds other blocks.
  enum Container {
    /// `block` is made when the first text arrives.
    case quote(block: Int?)
    case item(ListItem)
  }

  /// An open list item.
  struct ListItem {
    let marker: ListMarker.Kind
    let number: Int?
    let depth: Int
    let list: Int
    let block: Int
    /// How far the item's content is indented, counted from where the marker's own white space
    /// begins.
    let contentIndent: Int
    /// Whether only the marker has been seen: then an empty line ends the item.
    var isBare: Bool
  }

  /// Where the text of a line stands, its containers' marks taken off.
  struct Place {
    /// The number of containers around it.
    let depth: Int
    /// Whether these are just the containers of the open leaf.
    let isInLeaf: Bool
    /// Whether the text can go on with an open paragraph, be it of deeper containers.
    let canContinueParagraph: Bool
  }

  /// Something that runs on to the end of the page.
  struct Unclosed {
    let what: String
    let line: Int
  }
}
