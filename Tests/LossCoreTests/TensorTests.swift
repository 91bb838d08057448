import LossCore
import Testing

@Suite("A tensor")
struct TensorTests {
  @Test("knows its shape however it is made")
  func shapes() throws {
    #expect(Tensor([0.1, 0.2, 0.4, 0.3]).shape == [4])
    #expect(try Tensor([[1, 2, 3], [4, 5, 6.0]]).shape == [2, 3])
    #expect(Tensor(scalar: 0.5).shape == [])
    #expect(try Tensor(shape: [2, 0, 3], scalars: [Float]()).shape == [2, 0, 3])
    #expect(try Tensor([[Double]]()).shape == [0, 0])
    let single = Tensor<Float>([0.1, 0.2])
    #expect(single.scalars[0] == Float(0.1))
  }

  @Test("takes another shape as PyTorch's view does, -1 being what is left over")
  func reshaping() throws {
    let tensor = Tensor((0..<12).map(Double.init))
    #expect(try tensor.reshaped(to: [3, -1]).shape == [3, 4])
    #expect(try tensor.reshaped(to: [-1]).shape == [12])
    #expect(try tensor.reshaped(to: [2, 1, -1, 3]).scalars == tensor.scalars)
    #expect(try Tensor(scalar: 1.0).reshaped(to: [1, -1]).shape == [1, 1])
    #expect(try Tensor([1.0]).reshaped(to: []).shape == [])
    #expect(try Tensor(shape: [0, 4], scalars: [Double]()).reshaped(to: [-1, 2]).shape == [0, 2])
  }

  @Test("gives its rows, and its only element")
  func elements() throws {
    #expect(try Tensor([[1.0, 2.0], [3.0, 4.0]]).rows == [[1, 2], [3, 4]])
    #expect(Tensor([1.0, 2.0]).rows == [[1, 2]])
    #expect(Tensor(scalar: 1.0).rows == [[1]])
    #expect(try Tensor(shape: [2, 0], scalars: [Double]()).rows == [[], []])
    #expect(try Tensor(shape: [2, 1, 2], scalars: [1.0, 2, 3, 4]).rows == [[1, 2], [3, 4]])
    #expect(try Tensor(shape: [1, 1], scalars: [3.0]).item() == 3)
  }

  @Test("prints its numbers and nothing else, on one line, with all their digits")
  func description() throws {
    #expect("\(Tensor([0.1, 0.2]))" == "[0.1, 0.2]")
    #expect("\(try Tensor([[1.0, 2.0], [3.0, 4.0]]))" == "[[1.0, 2.0], [3.0, 4.0]]")
    #expect("\(Tensor(scalar: 0.1 + 0.2))" == "0.30000000000000004")
    #expect("\(Tensor<Float>([0.1, 1e-8]))" == "[0.1, 1e-08]")
    #expect("\(try Tensor(shape: [1, 2, 1], scalars: [1.0, -2.0]))" == "[[[1.0], [-2.0]]]")
    #expect("\(try Tensor(shape: [2, 0], scalars: [Double]()))" == "[]")
    #expect("\(Tensor([0.0, 1.0]) / 0)" == "[nan, inf]")
  }

  @Test("is equal to another of the same shape and numbers only")
  func equality() throws {
    let tensor = Tensor([1.0, 2.0])
    #expect(tensor == Tensor([1.0, 2.0]))
    #expect(try tensor != tensor.reshaped(to: [1, 2]))
    #expect(Tensor([Double.nan]) != Tensor([Double.nan]))
  }

  @Test("is added, subtracted, multiplied and divided element by element")
  func arithmetic() throws {
    let left = Tensor([6.0, 8.0])
    let right = Tensor([2.0, 4.0])
    #expect(try (left + right).scalars == [8, 12])
    #expect(try (left - right).scalars == [4, 4])
    #expect(try (left * right).scalars == [12, 32])
    #expect(try (left / right).scalars == [3, 2])
    #expect((left + 1).scalars == [7, 9] && (1 + left).scalars == [7, 9])
    #expect((left - 1).scalars == [5, 7] && (1 - left).scalars == [-5, -7])
    #expect((left * 2).scalars == [12, 16] && (2 * left).scalars == [12, 16])
    #expect((left / 2).scalars == [3, 4] && (24 / left).scalars == [4, 3])
    #expect((-left).scalars == [-6, -8])
  }

  @Test("is broadcast as PyTorch does, to the bits of the copies written out")
  func broadcasting() throws {
    let matrix = try Tensor([[1.0, 2, 3], [4, 5, 6]])
    let row = Tensor([10.0, 20, 30])
    let column = try Tensor([[100.0], [200]])
    #expect(try matrix + row == Tensor([[11.0, 22, 33], [14, 25, 36]]))
    #expect(try column + matrix == Tensor([[101.0, 102, 103], [204, 205, 206]]))
    #expect(try column + row == Tensor([[110.0, 120, 130], [210, 220, 230]]))
    #expect(try matrix * Tensor(scalar: 2) == matrix * 2)
    #expect(try (matrix.reshaped(to: [2, 1, 3]) + matrix).shape == [2, 2, 3])
    #expect(try (Tensor(shape: [0, 3], scalars: []) + row).shape == [0, 3])
    #expect(try (Tensor(shape: [2, 0], scalars: []) * column).shape == [2, 0])
  }

  @Test("is summed as a whole and along each dimension")
  func sums() throws {
    let tensor = try Tensor(shape: [2, 3, 2], scalars: (1...12).map(Double.init))
    #expect(tensor.sum() == Tensor(scalar: 78))
    #expect(tensor.mean() == Tensor(scalar: 6.5))
    #expect(try tensor.sum(along: 0) == Tensor([[8.0, 10], [12, 14], [16, 18]]))
    #expect(try tensor.sum(along: 1) == Tensor([[9.0, 12], [27, 30]]))
    #expect(try tensor.sum(along: -1) == Tensor([[3.0, 7, 11], [15, 19, 23]]))
    #expect(try tensor.sum(along: 1, keepingDimension: true).shape == [2, 1, 2])
    #expect(try Tensor(scalar: 3.0).sum(along: -1) == Tensor(scalar: 3))
    let empty = try Tensor(shape: [0, 3], scalars: [Double]())
    #expect(empty.sum() == Tensor(scalar: 0))
    #expect(try empty.mean().item().isNaN)
    #expect(try empty.sum(along: 0) == Tensor([0.0, 0, 0]))
    #expect(try empty.sum(along: 1).shape == [0])
  }

  @Test(
    "is summed exactly where that is possible, at every length around the blocks' ends",
    arguments: [0, 1, 7, 8, 9, 127, 128, 129, 255, 256, 257, 1000, 4096, 100_001]
  )
  func exactSums(count: Int) throws {
    let tensor = Tensor((0..<count).map(Double.init))
    #expect(try tensor.sum().item() == Double(count * (count - 1) / 2))
  }

  @Test("is summed without losing digits when it is long")
  func accurateSums() throws {
    let tensor = Tensor([Float](repeating: 0.1, count: 1_000_000))
    let exact = Double(Float(0.1)) * 1_000_000
    #expect(abs(Double(try tensor.sum().item()) - exact) <= 4 * Double(Float(exact).ulp))
  }
}
