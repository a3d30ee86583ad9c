/// What a page may have, beyond which it is read otherwise and a diagnostic says so.
package enum MarkdownLimits {
  /// Further headings are text of the last section: each section takes some hundred bytes, however short it is.
  package static let maximumSectionCount = 100_000
  /// The heading paths of a page together. A long heading is part of the path of every section below it, which would
  /// multiply its length with their number: beyond this a section stands under its own heading alone.
  package static let maximumPathBytes = 16 << 20
}
