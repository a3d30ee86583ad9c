/// A table while a TOML file is read: puts together what headers and dotted keys say of it, and notices what is
/// said twice (TOML 1.0, "Table").
///
/// A class, because a header names a table that is reached through others.
final class TOMLTable {
  enum Origin {
    /// Only named on the way to another table.
    case implicit
    /// By a header of its own.
    case header
    /// By dotted keys.
    case dotted
  }

  private enum Item {
    case table(TOMLTable)
    case tables([TOMLTable])
    case value(SettingsNode)
  }

  private var origin: Origin
  private let range: Range<Int>
  private var items: [(key: TOMLKey, item: Item)] = []

  init(_ origin: Origin, at range: Range<Int>) {
    self.origin = origin
    self.range = range
  }

  /// The table that a header opens, reached from the root.
  func open(_ keys: [TOMLKey], isArray: Bool) throws(SettingsFault) -> TOMLTable {
    guard let last = keys.last else { return self }
    var table = self
    for key in keys.dropLast() { table = try table.descend(key, making: .implicit) }
    let index = table.index(of: last)
    if isArray {
      let new = TOMLTable(.header, at: last.range)
      guard let index else {
        table.items.append((last, .tables([new])))
        return new
      }
      guard case .tables(let tables) = table.items[index].item else {
        throw Self.definedTwice(last)
      }
      table.items[index].item = .tables(tables + [new])
      return new
    }
    guard let index else {
      let new = TOMLTable(.header, at: last.range)
      table.items.append((last, .table(new)))
      return new
    }
    guard case .table(let found) = table.items[index].item, found.origin == .implicit else {
      throw Self.definedTwice(last)
    }
    found.origin = .header
    return found
  }

  /// Adds a value, reached from this table by dotted keys.
  func define(_ keys: [TOMLKey], as value: SettingsNode) throws(SettingsFault) {
    guard let last = keys.last else { return }
    var table = self
    for key in keys.dropLast() {
      let next = try table.descend(key, making: .dotted)
      guard next.origin == .dotted else { throw Self.definedTwice(key) }
      table = next
    }
    guard table.index(of: last) == nil else { throw Self.definedTwice(last) }
    table.items.append((last, .value(value)))
  }

  private func descend(_ key: TOMLKey, making origin: Origin) throws(SettingsFault) -> TOMLTable {
    guard let index = index(of: key) else {
      let new = TOMLTable(origin, at: key.range)
      items.append((key, .table(new)))
      return new
    }
    switch items[index].item {
    case .table(let table): return table
    case .tables(let tables) where origin == .implicit && !tables.isEmpty:
      return tables[tables.count - 1]
    case .tables: throw Self.definedTwice(key)
    case .value(let value):
      throw SettingsFault(
        "'\(key.text)' is \(value.kindName) already, to which nothing can be added",
        at: key.range.lowerBound)
    }
  }

  private func index(of key: TOMLKey) -> Int? {
    items.firstIndex { $0.key.text.utf8.elementsEqual(key.text.utf8) }
  }

  private static func definedTwice(_ key: TOMLKey) -> SettingsFault {
    SettingsFault("'\(key.text)' is defined twice", at: key.range.lowerBound)
  }

  /// What the table holds.
  var node: SettingsNode {
    let members = items.map { key, item in
      let value: SettingsNode =
        switch item {
        case .value(let value): value
        case .table(let table): table.node
        case .tables(let tables):
          SettingsNode(content: .array(tables.map { .init(value: $0.node) }), range: key.range)
        }
      return SettingsNode.Member(key: key.text, keyRange: key.range, value: value)
    }
    return SettingsNode(content: .table(members), range: range)
  }
}
