/// Twice a number.
///
/// ```swift
/// twice(2) // 5
/// ```
public func twice(_ x: Int) -> Int { 2 * x }
