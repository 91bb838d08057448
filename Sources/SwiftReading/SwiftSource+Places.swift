extension SwiftSource {
  /// Whether more must follow the last token: the text ends in `=`, a comma or an attribute.
  package var endsInExpectation: Bool {
    let isAttribute =
      statements.last.map { statement in
        statement.kind == .expression && text(of: tokens[statement.tokens.lowerBound]) == "@"
      } ?? false
    return isAttribute || lastTokenWantsMore
  }

  /// The bodies around a place, outermost first.
  ///
  /// Complexity: O(n) in the number of statements around it.
  package func bodies(around offset: Int) -> [SwiftBody] {
    var found = [file]
    while let inner = found.last?.innerBody(around: offset, in: self) { found.append(inner) }
    return found
  }

  /// Whether a token begins at the range's start, and one ends at its end.
  package func hasTokens(boundingRange range: Range<Int>) -> Bool {
    var (begins, ends) = (false, false)
    for token in tokens
    where token.range.overlaps(range) || token.range.upperBound == range.upperBound {
      begins = begins || token.range.lowerBound == range.lowerBound
      ends = ends || token.range.upperBound == range.upperBound
    }
    return begins && ends
  }

  /// The last statement of the innermost body that ends before a place; `nil` if the place is inside
  /// a statement or before the first.
  package func statement(before offset: Int) -> SwiftStatement? {
    guard let body = bodies(around: offset).last else { return nil }
    let isInside = body.statements.contains {
      $0.range.lowerBound <= offset && offset < $0.range.upperBound
    }
    return isInside ? nil : body.statements.last { $0.range.upperBound <= offset }
  }

  /// The range of a body in the text, in UTF-8 bytes, including its braces.
  package func range(of body: SwiftBody) -> Range<Int> {
    guard let first = body.tokens.first, body.kind != .file else { return bytes.indices }
    return tokens[first].range.lowerBound..<tokens[body.tokens.upperBound - 1].range.upperBound
  }

  /// Calls `visit` with each body and each statement in it, outer ones first.
  package func visit(_ visit: (SwiftStatement, SwiftBody) -> Void) {
    func walk(_ body: SwiftBody) {
      for statement in body.statements {
        visit(statement, body)
        statement.bodies.forEach(walk)
      }
    }
    walk(file)
  }
}

extension SwiftBody {
  fileprivate func innerBody(around offset: Int, in source: SwiftSource) -> SwiftBody? {
    for statement in statements where statement.range.contains(offset) {
      for body in statement.bodies where source.range(of: body).contains(offset) { return body }
    }
    return nil
  }
}
