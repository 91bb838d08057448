/// The candidate most likely meant by a misspelt name, for "did you mean …?"; `nil` if none is near
/// (more than a third of the letters differ).
///
/// Complexity: O(k·n·m) for k candidates and names of n and m letters.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, name.count / 3)
  return
    candidates
    .map { (candidate: $0, distance: editDistance(name, $0)) }
    .filter { $0.distance <= limit }
    .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
    .candidate
}

/// The minimum number of letters to insert, delete or replace to turn one word into the other (Levenshtein).
private func editDistance(_ source: String, _ target: String) -> Int {
  let source = Array(source)
  let target = Array(target)
  var row = Array(0...target.count)
  for (i, letter) in source.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in target.enumerated() {
      let substitution = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
    }
  }
  return row[target.count]
}
