/// A revision of the Model Context Protocol that this server speaks, oldest first.
package enum ProtocolVersion: String, Sendable, CaseIterable, Comparable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// How revisions are agreed upon: by a handshake that opens a session (legacy), or anew in the
  /// `_meta` of every request (modern). See specification 2026-07-28, basic/versioning.
  package enum Era: String, Sendable {
    case legacy, modern
  }

  package var era: Era { self < .july2026 ? .legacy : .modern }

  /// The one with which an `initialize` that asks for something else is answered.
  package static let newestLegacy = november2025

  /// What `server/discover` and a refused version offer: the revisions that may stand in the `_meta` of a
  /// request. The legacy ones are spoken too, but only after `initialize`.
  package static let offered = allCases.filter { $0.era == .modern }.map(\.rawValue)

  package static func < (left: ProtocolVersion, right: ProtocolVersion) -> Bool {
    left.rawValue < right.rawValue  // dates written so that their text sorts
  }
}
