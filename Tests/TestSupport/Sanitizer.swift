import Foundation

/// The sanitizer that tests are built with: what it changes cannot be tested there.
///
/// ```swift
/// @Test(.disabled(if: Sanitizer.current != nil, "a sanitizer keeps memory that was freed"))
/// ```
package enum Sanitizer: String, CaseIterable, Sendable {
  case address = "__asan_init"
  case thread = "__tsan_init"

  /// Found by what it brings into the process; Swift has no condition for it.
  package static let current: Sanitizer? = {
    let process = dlopen(nil, RTLD_NOW)
    return allCases.first { dlsym(process, $0.rawValue) != nil }
  }()
}
