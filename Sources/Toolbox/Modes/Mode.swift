package import Diagnostics
package import JSON

/// A set of tools for one kind of work, and how that work is done with them.
///
/// A client lists few tools at first. An agent that needs more turns on a mode: it is given the
/// mode's instructions, the schemas of its tools and examples of work done with them.
package struct Mode: Sendable {
  /// Whether it can be turned on, and why not.
  package enum State: Sendable, Equatable {
    case available
    /// Its file has an error since it was read again; the last good version stays in service.
    case outdated(reason: String)
    case withheld(reason: String)
  }

  /// An example of how a piece of work is done.
  package struct Trajectory: Sendable, Equatable {
    package var name: String
    /// What somebody wants to get done; `nil` where the file does not say.
    package var goal: String?
    package var steps: [Step]
    package var position: SourcePosition
  }

  /// A call of a trajectory.
  package struct Step: Sendable, Equatable {
    package var tool: String
    package var arguments: JSONObject
    /// What the step is for; `nil` where the file does not say.
    package var why: String?
    package var position: SourcePosition
  }

  package let name: String
  package let title: String
  /// When to switch to the mode and what it brings: what an agent chooses it by.
  package let routing: String
  /// How to work in the mode, Markdown; empty where the mode was made from a feature.
  package let instructions: String
  package let trajectories: [Trajectory]
  /// The file that defines it, as it is to be shown; of a mode that was made from a feature, the
  /// first file of the feature.
  package let path: String
  package let position: SourcePosition
  /// Whether it was made from a feature whose tools are too many to be listed.
  package let isFromFeature: Bool
  package internal(set) var state: State = .available
  /// The names of its tools that can be called, in the order of the file.
  package internal(set) var toolNames: [String] = []

  /// Whether it can be turned on.
  package var isAvailable: Bool {
    if case .withheld = state { false } else { true }
  }
}

extension Mode {
  /// The mode of a feature that has more tools than can be listed.
  init(ofFeature feature: String, tools: [Tool]) {
    let first = tools[0]
    let category = first.definition?.category
    self.init(
      name: feature, title: category ?? feature,
      routing: "The tools of \(category ?? feature): "
        + tools.prefix(Self.maximumNamedTools).map(\.name).joined(separator: ", ")
        + (tools.count > Self.maximumNamedTools ? ", …" : ""),
      instructions: "", trajectories: [], path: first.path, position: first.position,
      isFromFeature: true)
  }

  private static let maximumNamedTools = 6
}
