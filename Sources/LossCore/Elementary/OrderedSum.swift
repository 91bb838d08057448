/// Returns the sum of `count` terms in an order that depends on `count` alone.
///
/// Blocks of 128 terms are added in eight lanes, the lanes and then the blocks in pairs. A lane is
/// a place in this definition, not in a machine's vector: whatever the hardware, the same additions
/// happen in the same order, and the bits are the same. The rounding error grows with the logarithm
/// of `count`, not with `count`.
///
/// - Parameters:
///   - count: The number of terms.
///   - term: The terms; asked for each index once, from 0 upwards.
/// - Returns: The sum; 0 if there are no terms.
/// - Complexity: O(`count`), no allocation.
@inline(__always)
func orderedSum<Scalar: LossScalar>(count: Int, _ term: (Int) -> Scalar) -> Scalar {
  let length = 128
  return pairwiseSum(blocks: 0..<(count + length - 1) / length) { block in
    sumOfLanes(block * length..<min((block + 1) * length, count), term)
  }
}

/// The sum of some blocks: that of the first half of them plus that of the second.
private func pairwiseSum<Scalar: LossScalar>(
  blocks: Range<Int>,
  _ sumOfBlock: (Int) -> Scalar
) -> Scalar {
  switch blocks.count {
  case 0: return 0
  case 1: return sumOfBlock(blocks.lowerBound)
  default:
    let middle = blocks.lowerBound + blocks.count / 2
    let first = pairwiseSum(blocks: blocks.lowerBound..<middle, sumOfBlock)
    return first + pairwiseSum(blocks: middle..<blocks.upperBound, sumOfBlock)
  }
}

/// The sum of a block: lane j takes every eighth term, beginning with the jth; the last few terms,
/// too few for all lanes, are added one after the other.
@inline(__always)
private func sumOfLanes<Scalar: LossScalar>(
  _ indices: Range<Int>,
  _ term: (Int) -> Scalar
) -> Scalar {
  var lanes: (Scalar, Scalar, Scalar, Scalar, Scalar, Scalar, Scalar, Scalar)
  lanes = (0, 0, 0, 0, 0, 0, 0, 0)
  var index = indices.lowerBound
  while index + 8 <= indices.upperBound {
    lanes.0 += term(index)
    lanes.1 += term(index + 1)
    lanes.2 += term(index + 2)
    lanes.3 += term(index + 3)
    lanes.4 += term(index + 4)
    lanes.5 += term(index + 5)
    lanes.6 += term(index + 6)
    lanes.7 += term(index + 7)
    index += 8
  }
  var rest = Scalar.zero
  while index < indices.upperBound {
    rest += term(index)
    index += 1
  }
  let even = (lanes.0 + lanes.4) + (lanes.2 + lanes.6)
  let odd = (lanes.1 + lanes.5) + (lanes.3 + lanes.7)
  return (even + odd) + rest
}
