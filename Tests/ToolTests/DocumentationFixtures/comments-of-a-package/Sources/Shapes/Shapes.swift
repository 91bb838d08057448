/// A square.
///
///     let square = Square(side: 2)
///     square.area // 4.0
///     print(square.side)
///     // Prints "3.0"
///
/// This is a drawing, not code:
///
///     | side |
///     +------+
public struct Square: Sendable {
  /// How long its sides are.
  public var side: Double

  /// Makes a square.
  ///
  /// - Parameter side: its side, as in
  ///   ```swift
  ///   Square(size: 2)
  ///   ```
  public init(side: Double) { self.side = side }

  /**
   The area.

   ```swift
   Square(side: 3).area // 9.5
   ```
   */
  public var area: Double { side * side }

  /// What a subclass would write:
  ///
  /// ```swift
  /// static var unit: Square { Square(side: 1) }
  /// ```
  public static var zero: Square { Square(side: 0) }
}
