import Clients
import JSON

/// What a change of a client's settings has done, or would do, for people and for machines.
struct ClientChangeReport {
  let change: ClientChange
  let environment: ClientEnvironment
  let isDryRun: Bool

  /// The change as a diff. Applies with `patch -p1`: in the project's folder, for files of the user in `/`.
  var diff: String {
    let folder = environment.projectFolder + "/"
    let isInProject = change.scope == .project && change.path.hasPrefix(folder)
    return UnifiedDiff(
      path: isInProject ? String(change.path.dropFirst(folder.count)) : change.path,
      before: change.before, after: change.after
    ).text
  }

  /// What was done, and what to do next.
  var text: String {
    let name = "'\(change.name)'"
    let client = change.client.displayName
    let path = environment.shown(change.path)
    var lines: [String] =
      switch change.kind {
      case .created: ["wrote \(path): \(client) now has the server \(name)"]
      case .added: ["changed \(path): \(client) now has the server \(name)"]
      case .updated: ["changed \(path): the server \(name) of \(client) is up to date now"]
      case .unchanged where change.after == nil:
        ["nothing to change: there is no \(path)"]
      case .unchanged where change.isInstalled:
        ["nothing to change: \(path) has the server \(name) already"]
      case .unchanged: ["nothing to change: \(path) has no server \(name)"]
      case .removed: ["changed \(path): \(client) has no server \(name) any more"]
      case .deleted: ["removed \(path): nothing else was in it"]
      }
    if let copy = change.newBackup {
      lines.append("kept \(environment.shown(copy)), the file as it was")
    }
    if let copy = change.finishedBackup {
      lines.append("removed \(environment.shown(copy)): the file is again what it was")
    }
    for copy in change.keptBackups where change.kind != .unchanged {
      lines.append(
        "kept \(environment.shown(copy)), the file as it was before; remove it when you like")
    }
    return lines.joined(separator: "\n")
  }

  /// - Parameters:
  ///   - next: what the user does next; `nil` for nothing.
  ///   - notes: worth knowing, a sentence each.
  func json(next: String?, notes: [String]) -> JSONValue {
    func path(_ path: String?) -> JSONValue { path.map { .string($0) } ?? .null }
    return [
      "client": .string(change.client.identifier), "scope": .string(change.scope.rawValue),
      "name": .string(change.name), "file": .string(change.path),
      "change": .string(change.kind.rawValue), "dry_run": .bool(isDryRun),
      "backup": path(change.newBackup), "removed_backup": path(change.finishedBackup),
      "diff": .string(diff), "next": next.map { .string($0) } ?? .null,
      "notes": .array(notes.map { .string($0) }),
    ]
  }

  /// Makes the change unless it is only to be shown, and prints what came of it.
  /// - Parameter next: what the user does next, where something has changed.
  func run(_ options: ParsedOptions, next: String?, notes: [String]) throws(CommandError) {
    if !isDryRun {
      do throws(ClientError) {
        try change.apply()
      } catch {
        throw CommandError(error)
      }
    }
    let notes = change.notes + notes
    if options.has(.json) {
      Output.json(json(next: next, notes: notes))
      return
    }
    if !isDryRun || change.kind == .unchanged {
      Output.line(text)
      if change.kind != .unchanged, let next { Output.line(next) }
    } else {
      Output.line(diff)
    }
    for note in notes { Output.error("note: \(note)") }
  }
}
