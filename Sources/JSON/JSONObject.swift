/// The members of a JSON object in the order in which they were written, duplicates included.
///
/// Look-ups are linear: the objects of a protocol message have a handful of members, and for those
/// a scan beats hashing. Of duplicate names the last one counts, as with most parsers
/// (RFC 8259 section 4 leaves it open).
package struct JSONObject: Sendable, Equatable {
  /// A name and its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
      left.key.hasSameScalars(as: right.key) && left.value == right.value
    }
  }

  /// All members in order.
  package var members: [Member]

  package init(_ members: [Member] = []) {
    self.members = members
  }

  /// The number of members, duplicates counted.
  package var count: Int { members.count }

  /// Whether there is no member.
  package var isEmpty: Bool { members.isEmpty }

  /// The names in order, duplicates included.
  package var keys: [String] { members.map(\.key) }

  /// The value of the last member of that name. Setting replaces it in its place or appends;
  /// setting `nil` removes every member of that name.
  package subscript(key: String) -> JSONValue? {
    get {
      members.last { $0.key.hasSameScalars(as: key) }?.value
    }
    set {
      guard let newValue else {
        members.removeAll { $0.key.hasSameScalars(as: key) }
        return
      }
      if let index = members.lastIndex(where: { $0.key.hasSameScalars(as: key) }) {
        members[index].value = newValue
      } else {
        members.append(Member(key: key, value: newValue))
      }
    }
  }

  /// Appends a member without looking for one of the same name: for building objects.
  package mutating func append(_ key: String, _ value: JSONValue) {
    members.append(Member(key: key, value: value))
  }
}

extension String {
  /// Whether both strings hold the same Unicode scalars. Swift's `==` also takes canonically
  /// equivalent strings as equal; JSON names and values are compared code point by code point
  /// (RFC 8259 section 8.3).
  package func hasSameScalars(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member(key: $0.0, value: $0.1) }
  }
}
