/// The Unicode properties that `\p{…}` names: general categories and the few binary properties that
/// the standard library knows.
enum ScalarProperty: Equatable, Sendable {
  case categories([Unicode.GeneralCategory])
  case any, ascii, alphabetic, uppercase, lowercase, whiteSpace, emoji, idStart, idContinue
  case assigned

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .categories(let categories): categories.contains(scalar.properties.generalCategory)
    case .any: true
    case .ascii: scalar.isASCII
    case .alphabetic: scalar.properties.isAlphabetic
    case .uppercase: scalar.properties.isUppercase
    case .lowercase: scalar.properties.isLowercase
    case .whiteSpace: scalar.properties.isWhitespace
    case .emoji: scalar.properties.isEmoji
    case .idStart: scalar.properties.isIDStart
    case .idContinue: scalar.properties.isIDContinue
    case .assigned: scalar.properties.generalCategory != .unassigned
    }
  }

  /// The property that a name stands for: `L`, `Letter`, `gc=Lu`, `General_Category=Number`,
  /// `Alphabetic`, …
  init?(named name: String) {
    let parts = name.split(separator: "=", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "gc" || parts[0] == "General_Category" {
      guard let categories = Self.generalCategories[String(parts[1])] else { return nil }
      self = .categories(categories)
    } else if let categories = Self.generalCategories[name] {
      self = .categories(categories)
    } else if let property = Self.binaryProperties[name] {
      self = property
    } else {
      return nil
    }
  }

  private static let binaryProperties: [String: ScalarProperty] = [
    "Any": .any, "ASCII": .ascii, "Assigned": .assigned,
    "Alphabetic": .alphabetic, "Alpha": .alphabetic,
    "Uppercase": .uppercase, "Upper": .uppercase,
    "Lowercase": .lowercase, "Lower": .lowercase,
    "White_Space": .whiteSpace, "space": .whiteSpace,
    "Emoji": .emoji,
    "ID_Start": .idStart, "IDS": .idStart,
    "ID_Continue": .idContinue, "IDC": .idContinue,
  ]

  /// Every category under its names, and the groups of categories that share a first letter.
  private static let generalCategories: [String: [Unicode.GeneralCategory]] = {
    typealias Category = Unicode.GeneralCategory
    let letters: [Category] = [
      .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    ]
    let marks: [Category] = [.nonspacingMark, .spacingMark, .enclosingMark]
    let numbers: [Category] = [.decimalNumber, .letterNumber, .otherNumber]
    let punctuation: [Category] = [
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation,
    ]
    let symbols: [Category] = [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]
    let separators: [Category] = [.spaceSeparator, .lineSeparator, .paragraphSeparator]
    let others: [Category] = [.control, .format, .surrogate, .privateUse, .unassigned]
    let names: [([String], [Category])] = [
      (["L", "Letter"], letters),
      (["LC", "Cased_Letter"], [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]),
      (["Lu", "Uppercase_Letter"], [.uppercaseLetter]),
      (["Ll", "Lowercase_Letter"], [.lowercaseLetter]),
      (["Lt", "Titlecase_Letter"], [.titlecaseLetter]),
      (["Lm", "Modifier_Letter"], [.modifierLetter]),
      (["Lo", "Other_Letter"], [.otherLetter]),
      (["M", "Mark", "Combining_Mark"], marks),
      (["Mn", "Nonspacing_Mark"], [.nonspacingMark]),
      (["Mc", "Spacing_Mark"], [.spacingMark]),
      (["Me", "Enclosing_Mark"], [.enclosingMark]),
      (["N", "Number"], numbers),
      (["Nd", "Decimal_Number", "digit"], [.decimalNumber]),
      (["Nl", "Letter_Number"], [.letterNumber]),
      (["No", "Other_Number"], [.otherNumber]),
      (["P", "Punctuation", "punct"], punctuation),
      (["Pc", "Connector_Punctuation"], [.connectorPunctuation]),
      (["Pd", "Dash_Punctuation"], [.dashPunctuation]),
      (["Ps", "Open_Punctuation"], [.openPunctuation]),
      (["Pe", "Close_Punctuation"], [.closePunctuation]),
      (["Pi", "Initial_Punctuation"], [.initialPunctuation]),
      (["Pf", "Final_Punctuation"], [.finalPunctuation]),
      (["Po", "Other_Punctuation"], [.otherPunctuation]),
      (["S", "Symbol"], symbols),
      (["Sm", "Math_Symbol"], [.mathSymbol]),
      (["Sc", "Currency_Symbol"], [.currencySymbol]),
      (["Sk", "Modifier_Symbol"], [.modifierSymbol]),
      (["So", "Other_Symbol"], [.otherSymbol]),
      (["Z", "Separator"], separators),
      (["Zs", "Space_Separator"], [.spaceSeparator]),
      (["Zl", "Line_Separator"], [.lineSeparator]),
      (["Zp", "Paragraph_Separator"], [.paragraphSeparator]),
      (["C", "Other"], others),
      (["Cc", "Control", "cntrl"], [.control]),
      (["Cf", "Format"], [.format]),
      (["Cs", "Surrogate"], [.surrogate]),
      (["Co", "Private_Use"], [.privateUse]),
      (["Cn", "Unassigned"], [.unassigned]),
    ]
    var result: [String: [Category]] = [:]
    for (aliases, categories) in names {
      for alias in aliases { result[alias] = categories }
    }
    return result
  }()
}
