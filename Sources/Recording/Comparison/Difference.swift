package import JSON
import JSONSchema

/// One place where two values are not the same.
package struct Difference: Sendable, Equatable {
  /// A JSON pointer to the place.
  package var pointer: String
  /// `nil` where there was nothing.
  package var recorded: JSONValue?
  /// `nil` where there is nothing any more.
  package var present: JSONValue?

  package init(pointer: String, recorded: JSONValue?, present: JSONValue?) {
    self.pointer = pointer
    self.recorded = recorded
    self.present = present
  }
}

extension Difference {
  /// Every place where two values differ. Members may come in any order; numbers are compared by value; elements that
  /// were put into an array or taken out of it do not make those behind them differ.
  package static func all(
    recorded: JSONValue, present: JSONValue, at pointer: String = ""
  ) -> [Difference] {
    switch (recorded, present) {
    case (.object(let recorded), .object(let present)):
      members(recorded, present, at: pointer)
    case (.array(let recorded), .array(let present)):
      elements(recorded, present, at: pointer)
    default:
      recorded.isEquivalent(to: present)
        ? [] : [Difference(pointer: pointer, recorded: recorded, present: present)]
    }
  }

  private static func members(
    _ recorded: JSONObject, _ present: JSONObject, at pointer: String
  ) -> [Difference] {
    // Of members with the same name the last one counts.
    let old = Dictionary(recorded.members.map { ($0.key, $0.value) }) { $1 }
    let new = Dictionary(present.members.map { ($0.key, $0.value) }) { $1 }
    var seen: Set<String> = []
    return (recorded.keys + present.keys).filter { seen.insert($0).inserted }.flatMap { key in
      pair(old[key], new[key], at: JSONPointer.appending(key, to: pointer))
    }
  }

  private static func elements(
    _ recorded: [JSONValue], _ present: [JSONValue], at pointer: String
  ) -> [Difference] {
    var (start, removed, added) = (0, recorded.count, present.count)
    if removed != added {
      while start < min(removed, added), recorded[start].isEquivalent(to: present[start]) {
        start += 1
      }
      while removed > start, added > start,
        recorded[removed - 1].isEquivalent(to: present[added - 1])
      {
        removed -= 1
        added -= 1
      }
    }
    return (start..<max(start, removed, added)).flatMap { index in
      // Not `nil`, which would be the literal for a JSON null.
      pair(
        index < removed ? recorded[index] : .none, index < added ? present[index] : .none,
        at: JSONPointer.appending("\(index)", to: pointer))
    }
  }

  private static func pair(
    _ recorded: JSONValue?, _ present: JSONValue?, at pointer: String
  ) -> [Difference] {
    guard let recorded, let present else {
      return recorded == nil && present == nil
        ? [] : [Difference(pointer: pointer, recorded: recorded, present: present)]
    }
    return all(recorded: recorded, present: present, at: pointer)
  }
}
