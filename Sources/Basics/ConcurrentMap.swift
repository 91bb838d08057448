/// Applies an operation to all elements, at most `width` at once; the results keep the elements' order.
///
/// The first error thrown cancels the remaining operations.
package func concurrentMap<Elements: Collection, Result: Sendable>(
  _ elements: Elements,
  atMost width: Int = .max,
  _ operation: @escaping @Sendable (Elements.Element) async throws -> Result
) async throws -> [Result] where Elements.Element: Sendable {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results: [Result?] = Array(repeating: nil, count: elements.count)
    for (index, element) in elements.enumerated() {
      if index >= width, let (done, result) = try await group.next() { results[done] = result }
      group.addTask { (index, try await operation(element)) }
    }
    for try await (done, result) in group { results[done] = result }
    return results.compactMap(\.self)
  }
}
