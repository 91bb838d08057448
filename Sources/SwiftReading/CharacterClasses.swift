// The character classes that distinguish Swift's tokens.

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }

  var isHexDigit: Bool {
    isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) || self == 0x5F
  }

  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// Whether it may be part of a name; a byte beyond ASCII always may, since its scalar decides.
  var continuesName: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }

  /// Whether it is one of `/ = - + * % < > ! & | ^ ~ ?`.
  var isOperator: Bool {
    switch self {
    case 0x2F, 0x3D, 0x2D, 0x2B, 0x2A, 0x25, 0x3C, 0x3E, 0x21, 0x26, 0x7C, 0x5E, 0x7E, 0x3F: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  var utf8: String.UTF8View { String(self).utf8 }

  var isSpace: Bool { properties.isWhitespace || value == 0xFEFF }

  /// Whether an operator may begin with it ("Operators" in The Swift Programming Language).
  var isOperator: Bool {
    switch value {
    case 0xA1...0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0...0xB1, 0xB6, 0xBB, 0xBF, 0xD7, 0xF7,
      0x2016...0x2017, 0x2020...0x2027, 0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E,
      0x2190...0x23FF, 0x2500...0x2775, 0x2794...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3003,
      0x3008...0x3020, 0x3030:
      true
    default: false
    }
  }

  /// Whether it may continue an operator.
  var continuesOperator: Bool {
    switch value {
    case 0x0300...0x036F, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F,
      0xE0100...0xE01EF:
      true
    default: false
    }
  }
}
