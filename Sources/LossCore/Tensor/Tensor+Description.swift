extension Tensor: CustomStringConvertible {
  /// The numbers in nested brackets, on one line: `[[1.0, 2.0], [3.0, 4.0]]`.
  ///
  /// Each number has the fewest digits that give it back exactly. A tensor of shape `[]` is the
  /// number alone; one without elements is `[]`, whatever its shape.
  public var description: String {
    count == 0 ? "[]" : text(ofDimension: 0, scalars[...])
  }

  /// The text of these scalars, which fill the dimensions from the given one on.
  private func text(ofDimension dimension: Int, _ scalars: ArraySlice<Scalar>) -> String {
    guard dimension < shape.count else { return scalars[scalars.startIndex].description }
    let length = scalars.count / shape[dimension]
    let parts = stride(from: scalars.startIndex, to: scalars.endIndex, by: length).map { start in
      text(ofDimension: dimension + 1, scalars[start..<start + length])
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }
}
