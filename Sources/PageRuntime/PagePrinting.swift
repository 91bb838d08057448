// Swift's `print`, which Embedded Swift has for one text alone. A parameter pack would be one function, but
// Embedded Swift cannot specialize it.

/// Prints an empty line.
public func print(terminator: String = "\n") { __pageWrites("", terminator) }

/// Prints a value that is a text only by its description.
@_disfavoredOverload
public func print(
  _ item: some CustomStringConvertible,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites(item.description, terminator)
}

/// Prints values as Swift does.
public func print<A: PageDescribed>(
  _ a: A,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites([text(a)], separator, terminator)
}

/// Prints values as Swift does.
public func print<A: PageDescribed, B: PageDescribed>(
  _ a: A,
  _ b: B,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites([text(a), text(b)], separator, terminator)
}

/// Prints values as Swift does.
public func print<A: PageDescribed, B: PageDescribed, C: PageDescribed>(
  _ a: A,
  _ b: B,
  _ c: C,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites([text(a), text(b), text(c)], separator, terminator)
}

/// Prints values as Swift does.
public func print<A: PageDescribed, B: PageDescribed, C: PageDescribed, D: PageDescribed>(
  _ a: A,
  _ b: B,
  _ c: C,
  _ d: D,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites([text(a), text(b), text(c), text(d)], separator, terminator)
}

/// Prints values as Swift does.
public func print<
  A: PageDescribed,
  B: PageDescribed,
  C: PageDescribed,
  D: PageDescribed,
  E: PageDescribed
>(
  _ a: A,
  _ b: B,
  _ c: C,
  _ d: D,
  _ e: E,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites([text(a), text(b), text(c), text(d), text(e)], separator, terminator)
}

/// Prints values as Swift does.
public func print<
  A: PageDescribed,
  B: PageDescribed,
  C: PageDescribed,
  D: PageDescribed,
  E: PageDescribed,
  F: PageDescribed
>(
  _ a: A,
  _ b: B,
  _ c: C,
  _ d: D,
  _ e: E,
  _ f: F,
  separator: String = " ",
  terminator: String = "\n"
) {
  __pageWrites([text(a), text(b), text(c), text(d), text(e), text(f)], separator, terminator)
}

private func text<Item: PageDescribed>(_ item: Item) -> [UInt8] { item.pageText.bytes }

/// Prints a text.
@export(interface) @inline(never) public func __pageWrites(_ text: String, _ terminator: String) {
  PageRecorder.shared.print(Array(text.utf8) + Array(terminator.utf8))
}

/// Prints texts in UTF-8.
@export(interface) @inline(never) public func __pageWrites(
  _ items: [[UInt8]],
  _ separator: String,
  _ terminator: String
) {
  var bytes: [UInt8] = []
  for (index, item) in items.enumerated() {
    if index > 0 { bytes += Array(separator.utf8) }
    bytes += item
  }
  PageRecorder.shared.print(bytes + Array(terminator.utf8))
}
