import Diagnostics
import Testing

@testable import HandbookModel

struct TaxonomyDiagnosticsTests {
  @Test func reportsEveryProblemWithPlaceAndAdvice() {
    let text = """
      knds: {}
      kinds:
        Team:
          descriptoin: A team.
          find: [{section: {}}, {sections: {hedding: A}}, {sections: {until: B}}, {words:}]
          fields:
            name: {description: Its name., take: {form: heading}}
            page: {description: Where., take: {from: headings}}
            size: {type: number, description: How big., take: {from: field}}
        vector:
          table: pages
          description: A vector.
          find: {values: {of: team, field: nam}}
          unique: nme
          fields:
            name: {description: "", take: {from: value, strip: 1, split: [], where: {start: A}}}
            team: {description: Its team., take: {from: fact, field: name, names_of: tea}}
            text: {description: Its text., take: {from: text, label: A, except: names}}
        link: A link.
        rule:
          description: A rule.
          find: []
          fields: {}
        sound:
          description: The only kind without a mistake.
          find: {sections: {under: A}}
          fields: {name: {description: Its name., take: {from: heading}}}
      """
    #expect(
      problems(in: text) == """
        taxonomy.yaml:1:1: error: unknown key 'knds'
          knds: {}
          ^
        note: did you mean 'kinds'?
        taxonomy.yaml:3:3: error: 'Team' cannot be the name of a kind
            Team:
            ^
        note: a name has up to 48 small letters, digits and underscores and begins with a letter
        taxonomy.yaml:3:3: warning: the kind 'Team' has no description
            Team:
            ^
        note: agents read descriptions to choose among kinds and fields
        taxonomy.yaml:4:5: error: unknown key 'descriptoin'
              descriptoin: A team.
              ^
        note: did you mean 'description'?
        taxonomy.yaml:5:13: error: unknown selector 'section'
              find: [{section: {}}, {sections: {hedding: A}}, {sections: {until: B}}, {words:}]
                      ^
        note: did you mean 'sections'?
        taxonomy.yaml:5:39: error: unknown key 'hedding'
              find: [{section: {}}, {sections: {hedding: A}}, {sections: {until: B}}, {words:}]
                                                ^
        note: did you mean 'heading'?
        taxonomy.yaml:5:64: error: 'until' needs 'under': it says where that ends
              find: [{section: {}}, {sections: {hedding: A}}, {sections: {until: B}}, {words:}]
                                                                         ^
        taxonomy.yaml:5:78: error: 'words' has no 'start': every word would be a fact
          …sections: {hedding: A}}, {sections: {until: B}}, {words:}]
                                                             ^
        taxonomy.yaml:7:45: error: unknown key 'form'
                name: {description: Its name., take: {form: heading}}
                                                      ^
        note: did you mean 'from'?
        taxonomy.yaml:8:7: error: every kind has a field 'page' already
                page: {description: Where., take: {from: headings}}
                ^
        taxonomy.yaml:8:48: error: unknown source 'headings'
                page: {description: Where., take: {from: headings}}
                                                         ^
        note: did you mean 'heading'?
        taxonomy.yaml:9:20: error: unknown type 'number'
                size: {type: number, description: How big., take: {from: field}}
                             ^
        note: known here: text, integer, boolean, list
        taxonomy.yaml:9:57: error: 'from: field' needs 'label'
                size: {type: number, description: How big., take: {from: field}}
                                                                  ^
        taxonomy.yaml:11:12: error: every handbook has a table 'pages' already
              table: pages
                     ^
        taxonomy.yaml:13:25: error: unknown earlier kind 'team'
              find: {values: {of: team, field: nam}}
                                  ^
        note: did you mean 'Team'?
        taxonomy.yaml:14:13: error: unknown field 'nme'
              unique: nme
                      ^
        note: did you mean 'name'?
        taxonomy.yaml:16:27: error: a description must be a text, not an empty one
                name: {description: "", take: {from: value, strip: 1, split: [], where: {start: A}}}
                                    ^
        taxonomy.yaml:16:58: error: 'strip' must be a text, not a number
                name: {description: "", take: {from: value, strip: 1, split: [], where: {start: A}}}
                                                                   ^
        note: quotation marks make a text of it
        taxonomy.yaml:16:68: error: 'split' must not be an empty list
                name: {description: "", take: {from: value, strip: 1, split: [], where: {start: A}}}
                                                                             ^
        taxonomy.yaml:16:80: error: unknown key 'start'
          … take: {from: value, strip: 1, split: [], where: {start: A}}}
                                                             ^
        note: did you mean 'starts'?
        taxonomy.yaml:17:80: error: unknown earlier kind 'tea'
          … team., take: {from: fact, field: name, names_of: tea}}
                                                             ^
        note: did you mean 'Team'?
        taxonomy.yaml:18:64: error: 'label' belongs to 'from: field'
                text: {description: Its text., take: {from: text, label: A, except: names}}
                                                                         ^
        taxonomy.yaml:18:75: error: unknown earlier field 'names'
          …: Its text., take: {from: text, label: A, except: names}}
                                                             ^
        note: did you mean 'name'?
        taxonomy.yaml:19:9: error: the kind 'link' must be a mapping, not a string
            link: A link.
                  ^
        taxonomy.yaml:22:11: error: 'find' must not be an empty list
              find: []
                    ^
        taxonomy.yaml:23:13: error: the kind 'rule' must have at least one field
              fields: {}
                      ^
        """)
  }

  @Test func keepsTheKindsWithoutMistakes() {
    var diagnostics: [Diagnostic] = []
    let taxonomy = Taxonomy(
      SourceText(
        path: "taxonomy.yaml",
        """
        kinds:
          broken:
            description: Has no rules.
          sound:
            description: Has all.
            find: {sections: {}}
            fields: {name: {description: Its name., take: {from: heading}}}
        """),
      diagnostics: &diagnostics)
    #expect(taxonomy.kinds.map(\.name) == ["sound"])
    #expect(diagnostics.count == 2)
  }

  @Test(arguments: [
    ("- a", "1:1: error: the taxonomy must be a mapping, not a sequence"),
    ("{}", "1:1: error: the taxonomy has no 'kinds'"),
    ("kinds: 1", "1:8: error: 'kinds' must be a mapping, not a number"),
    ("kinds: {}\n---\nkinds: {}", "3:1: error: a taxonomy is a single document"),
  ])
  func reportsWhatIsNoTaxonomy(text: String, headline: String) {
    #expect(problems(in: text).split(separator: "\n").first ?? "" == "taxonomy.yaml:\(headline)")
  }

  @Test func reportsTablesAndNamesThatAreTaken() {
    let kind =
      "{table: things, description: D, find: {links: }, fields: {a: {description: D, take: {from: value}}}}"
    #expect(
      problems(in: "kinds:\n  thing: \(kind)\n  item: \(kind)\n")
        .split(separator: "\n").first
        == "taxonomy.yaml:3:17: error: the kind 'thing' has the table 'things' already")
  }
}
