/// How long the parts of a definition may be, and how much is listed.
package enum DefinitionLimits {
  /// Characters of a tool's name.
  package static let maximumNameLength = ToolFileReader.maximumNameLength
  /// Characters of a tool's description.
  package static let maximumDescriptionLength = ToolFileReader.maximumDescriptionLength
  /// Characters of a mode's routing prompt.
  package static let maximumRoutingLength = ToolFileReader.maximumRoutingLength
  /// What the tools take that are listed from the start.
  package static let maximumListedTokens = ToolListing.maximumTokens
}
