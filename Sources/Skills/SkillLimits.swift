/// How large the parts of a skill may be.
package enum SkillLimits {
  /// Characters of a name, <https://agentskills.io/specification#name-field>.
  package static let maximumNameLength = 64
  /// Characters of a description, <https://agentskills.io/specification#description-field>.
  package static let maximumDescriptionLength = 1_024
  /// The beginning of a file in which its front matter has to end.
  package static let maximumFrontMatterBytes = 64 << 10
  /// `arguments.yaml`.
  package static let maximumArgumentsBytes = 1 << 20
  /// A file that a template includes.
  package static let maximumIncludedBytes = 1 << 20
}
