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
      lastIndex(of: key).map { members[$0].value }
    }
    set {
      guard let newValue else {
        members.removeAll { $0.key.hasSameScalars(as: key) }
        return
      }
      if let index = lastIndex(of: key) {
        members[index].value = newValue
      } else {
        members.append(Member(key: key, value: newValue))
      }
    }
  }

  /// Whether there is a member of that name.
  package func contains(_ key: String) -> Bool {
    lastIndex(of: key) != nil
  }

  private func lastIndex(of key: String) -> Int? {
    // Indices rather than elements: nothing is retained but the value that is found.
    members.indices.last { members[$0].key.hasSameScalars(as: key) }
  }

  /// Appends a member without looking for one of the same name: for building objects.
  package mutating func append(_ key: String, _ value: JSONValue) {
    members.append(Member(key: key, value: value))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member(key: $0.0, value: $0.1) }
  }
}
