/// How long a text is for a model, without the model's own tokenizer: about four bytes of English or
/// JSON make one token. `TokenBudget` of the server counts by the same rule.
package enum TokenEstimate {
  package static func tokens(forBytes byteCount: Int) -> Int { (byteCount + 3) / 4 }
}
