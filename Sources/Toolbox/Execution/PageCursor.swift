import Files
package import JSON

/// Where a list goes on: an opaque text that is good for one call on one state of the handbook.
///
/// It holds an offset, the state, and a check over both and the call, so that a cursor of another
/// call or one made up is told from a good one. It grants nothing: whoever has it could ask without
/// it.
package struct PageCursor: Sendable, Equatable {
  /// Why a cursor cannot be used.
  package enum Problem: Error, Equatable, Sendable {
    case malformed
    case otherCall
    case stale
  }

  /// The call that a cursor belongs to: its tool, and its arguments without those that only say how
  /// much to answer.
  package struct Call {
    let name: String
    let arguments: JSONObject
    /// Names the state of the handbook; asked for only where there is a cursor to read or to write.
    let snapshot: () -> String

    package init(
      name: String, arguments: JSONObject, snapshot: @escaping @autoclosure () -> String
    ) {
      self.name = name
      self.arguments = JSONObject(
        arguments.members.filter { !ToolKeys.paging.contains($0.key) }
          // The order in which a client writes its arguments means nothing.
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
      self.snapshot = snapshot
    }

    fileprivate func check(offset: Int, snapshot: String) -> String {
      var writer = JSONWriter(reservingCapacity: 256)
      writer.write([.string(name), .object(arguments), .integer(offset), .string(snapshot)])
      return String(ContentHash(of: writer.bytes).hexadecimal.prefix(16))
    }
  }

  /// How many rows come before.
  package var offset: Int

  package init(offset: Int) {
    self.offset = offset
  }

  /// Reads a cursor that a caller gives back.
  package init(_ text: String, for call: Call) throws(Problem) {
    guard let bytes = Base64URL.decode(text),
      case .array(let parts)? = try? JSONParser.parse(bytes, maximumDepth: 2), parts.count == 3,
      let offset = parts[0].intValue, offset >= 0, let snapshot = parts[1].stringValue,
      let check = parts[2].stringValue
    else { throw .malformed }
    guard check == call.check(offset: offset, snapshot: snapshot) else { throw .otherCall }
    guard snapshot == call.snapshot() else { throw .stale }
    self.offset = offset
  }

  /// The cursor as it is handed out.
  package func text(for call: Call) -> String {
    let snapshot = call.snapshot()
    let parts: JSONValue = [
      .integer(offset), .string(snapshot),
      .string(call.check(offset: offset, snapshot: snapshot)),
    ]
    return Base64URL.encode(parts.encoded)
  }
}

extension PageCursor.Problem {
  /// What the caller is told.
  package var message: String {
    switch self {
    case .malformed:
      "cursor: this is no cursor; give the 'next' of an earlier answer, or none to begin anew"
    case .otherCall:
      "cursor: it was issued for another call; repeat the name and the arguments of that call"
    case .stale:
      "cursor: the handbook has changed since it was issued; call again without it"
    }
  }
}
