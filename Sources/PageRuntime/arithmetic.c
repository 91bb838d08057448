// The arithmetic that the compiler expects of a C library. Each function is exact or rounded once, as IEEE 754
// defines it, so that its bits are those of any other implementation.

#include <stdint.h>

typedef __attribute__((mode(TI))) int wide;
typedef unsigned __int128 unsigned_wide;

// The product of two numbers of 128 bits, from those of their halves.
wide __multi3(wide left, wide right) {
  uint64_t a = (uint64_t)left, b = (uint64_t)right;
  uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
  uint64_t low = a0 * b0;
  uint64_t middle = (low >> 32) + a1 * b0;
  uint64_t other = (uint32_t)middle + a0 * b1;
  uint64_t high = a1 * b1 + (middle >> 32) + (other >> 32);
  high += a * (uint64_t)(right >> 64) + (uint64_t)(left >> 64) * b;
  return (wide)(((unsigned_wide)high << 64) | (other << 32) | (uint32_t)low);
}

typedef struct {
  uint64_t low, high;
} halves;

static halves split(wide value) {
  halves both;
  __builtin_memcpy(&both, &value, 16);
  return both;
}

static wide joined(halves both) {
  wide value;
  __builtin_memcpy(&value, &both, 16);
  return value;
}

// Shifts of 128 bits, from those of 64.
wide __ashlti3(wide value, int32_t count) {
  halves all = split(value);
  if (count & 64) return joined((halves){0, all.low << (count & 63)});
  if (count == 0) return value;
  return joined((halves){all.low << count, all.high << count | all.low >> (64 - count)});
}

wide __lshrti3(wide value, int32_t count) {
  halves all = split(value);
  if (count & 64) return joined((halves){all.high >> (count & 63), 0});
  if (count == 0) return value;
  return joined((halves){all.low >> count | all.high << (64 - count), all.high >> count});
}

static uint64_t bits(double x) {
  uint64_t all;
  __builtin_memcpy(&all, &x, 8);
  return all;
}

static double number(uint64_t all) {
  double x;
  __builtin_memcpy(&x, &all, 8);
  return x;
}

static const uint64_t sign_bit = (uint64_t)1 << 63;
static const uint64_t hidden_bit = (uint64_t)1 << 52;

static int is_finite(double x) { return (bits(x) >> 52 & 2047) != 2047; }

// A finite number as significand * 2^exponent; the significand of one that is not 0 has 53 bits.
static uint64_t significand_of(double x, int *exponent) {
  uint64_t all = bits(x) & ~sign_bit;
  int field = (int)(all >> 52);
  uint64_t found = all & (hidden_bit - 1);
  *exponent = (field ? field : 1) - 1075;
  if (field) return found | hidden_bit;
  if (!found) return 0;
  int shift = __builtin_clzll(found) - 11;
  *exponent -= shift;
  return found << shift;
}

// The number nearest to value * 2^exponent, ties to even; the value's lowest bit stands for all that is lost below.
static double rounded(unsigned_wide value, int exponent, uint64_t sign) {
  if (value == 0) return number(sign);
  int length = value >> 64 ? 128 - __builtin_clzll((uint64_t)(value >> 64))
                           : 64 - __builtin_clzll((uint64_t)value);
  int drop = length - 53;
  if (exponent + drop < -1074) drop = -1074 - exponent;
  uint64_t kept;
  if (drop <= 0) {
    kept = (uint64_t)(value << -drop);
  } else if (drop > 127) {
    kept = 0;
  } else {
    unsigned_wide rest = value & (((unsigned_wide)1 << drop) - 1), half = (unsigned_wide)1 << (drop - 1);
    kept = (uint64_t)(value >> drop);
    if (rest > half || (rest == half && (kept & 1))) kept++;
  }
  exponent += drop;
  if (kept >> 53) {
    kept >>= 1;
    exponent++;
  }
  if (!(kept & hidden_bit)) return number(sign | kept);
  int field = exponent + 1075;
  if (field >= 2047) return number(sign | (uint64_t)2047 << 52);
  return number(sign | (uint64_t)field << 52 | (kept & (hidden_bit - 1)));
}

double fma(double x, double y, double z) {
  if (!is_finite(x) || !is_finite(y) || !is_finite(z)) {
    // Only the product's own invalid cases count if z is finite.
    return is_finite(x) && is_finite(y) ? z : x * y + z;
  }
  int ex, ey, ez;
  unsigned_wide product = significand_of(x, &ex), other = significand_of(z, &ez);
  product *= significand_of(y, &ey);
  uint64_t product_sign = (bits(x) ^ bits(y)) & sign_bit, other_sign = bits(z) & sign_bit;
  if (product == 0) return x * y + z;
  if (other == 0) return rounded(product, ex + ey, product_sign);
  // Both get room above for a carry, and below for what is shifted out.
  int e = ex + ey - 16;
  product <<= 16;
  other <<= 64;
  ez -= 64;
  int gap = e - ez;
  unsigned_wide *smaller = gap > 0 ? &other : &product;
  int shift = gap > 0 ? gap : -gap;
  if (shift > 127) {
    *smaller = 1;
  } else if (shift > 0) {
    unsigned_wide lost = *smaller & (((unsigned_wide)1 << shift) - 1);
    *smaller = *smaller >> shift | (lost != 0);
  }
  if (gap < 0) e = ez;
  if (product_sign == other_sign) return rounded(product + other, e, product_sign);
  if (product == other) return 0.0;
  return product > other ? rounded(product - other, e, product_sign)
                         : rounded(other - product, e, other_sign);
}

// The product of two floats is exact as a double; what their sum loses is kept in its lowest bit, so that
// rounding it again rounds once.
float fmaf(float x, float y, float z) {
  double product = (double)x * y, sum = product + z;
  if (!is_finite(sum)) return (float)sum;
  double part = sum - product;
  double lost = (product - (sum - part)) + (z - part);
  if (lost != 0 && !(bits(sum) & 1)) {
    int grows = (lost > 0) == (sum > 0);
    sum = number(bits(sum) + (grows ? 1 : (uint64_t)-1));
  }
  return (float)sum;
}

double fmod(double x, double y) {
  if (!is_finite(x) || y != y || y == 0) return (x * y) / (x * y);
  if (!is_finite(y) || x == 0) return x;
  int ex, ey;
  uint64_t a = significand_of(x, &ex), b = significand_of(y, &ey), sign = bits(x) & sign_bit;
  if (ex < ey || (ex == ey && a < b)) return x;
  for (; ex > ey; ex--) {
    a = a >= b ? a - b : a;
    a <<= 1;
  }
  if (a >= b) a -= b;
  return rounded(a, ey, sign);
}

float fmodf(float x, float y) { return (float)fmod(x, y); }

double remainder(double x, double y) {
  if (!is_finite(x) || y != y || y == 0) return (x * y) / (x * y);
  if (!is_finite(y)) return x;
  double size = y < 0 ? -y : y;
  // Twice the divisor may be too large; no number has a remainder by it then.
  double rest = is_finite(2 * size) ? fmod(x, 2 * size) : x;
  double left = number(bits(rest) & ~sign_bit);
  if (size < 0x1p-1021) {
    if (left + left > size) {
      left -= size;
      if (left + left >= size) left -= size;
    }
  } else if (left > size / 2) {
    left -= size;
    if (left >= size / 2) left -= size;
  }
  return bits(x) & sign_bit ? -left : left;
}

float remainderf(float x, float y) { return (float)remainder(x, y); }

double round(double x) {
  double whole = __builtin_trunc(x), rest = x - whole;
  if (rest >= 0.5) whole += 1;
  if (rest <= -0.5) whole -= 1;
  return __builtin_copysign(whole, x);
}

float roundf(float x) { return (float)round(x); }
