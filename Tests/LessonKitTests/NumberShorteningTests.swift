import LessonKit
import Testing

@Suite struct NumberShorteningTests {
  /// Expected texts are C's: `printf("%.6g")`, with a fraction added where Swift writes one.
  @Test(arguments: [
    ("0.07161558603020729", "0.0716156"),
    ("0.017903896507551822", "0.0179039"),
    ("1.418108897753055", "1.41811"),
    ("-0.02709968222906051", "-0.0270997"),
    ("1.0", "1.0"),
    ("0.0", "0.0"),
    ("-0.0", "-0.0"),
    ("3.0000000000000004", "3.0"),
    ("999999.5", "1e+06"),
    ("99999.96", "100000.0"),
    ("123456.0", "123456.0"),
    ("1234567.8", "1.23457e+06"),
    ("0.00012345678", "0.000123457"),
    ("0.000012345678", "1.23457e-05"),
    ("2.220446049250313e-16", "2.22045e-16"),
    ("1.7976931348623157e+308", "1.79769e+308"),
    ("5e-324", "5e-324"),
    ("9.9999999", "10.0"),
  ]) func `a fraction keeps six significant digits`(text: String, expected: String) {
    #expect(shorteningNumbers(in: text) == expected)
  }

  @Test(arguments: [
    "12345678", "x1.23456789", "2.15.0", "1.5.2.3", "nan", "inf", "-inf", "0x1.8p3", "1e", "a.b",
    "\"0.123456789\"", "[\"a \\\" 0.123456789\": 1]", "é0.123456789", "1_000.5", "",
  ]) func `what is no fraction stays as it is`(text: String) {
    #expect(shorteningNumbers(in: text) == text)
  }

  @Test func `fractions are shortened where they stand in a text`() {
    let text = "S(a: [0.21512794856844275, -2.0], b: Optional(1.23456789), c: \"0.123456789\")."
    #expect(
      shorteningNumbers(in: text)
        == "S(a: [0.215128, -2.0], b: Optional(1.23457), c: \"0.123456789\")."
    )
    #expect(shorteningNumbers(in: "It is 0.123456789.") == "It is 0.123457.")
  }

  @Test func `the number of digits can be chosen`() {
    #expect(shorteningNumbers(in: "0.123456789", significantDigits: 3) == "0.123")
  }
}
