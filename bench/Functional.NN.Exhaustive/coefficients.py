#!/usr/bin/env python3
"""Derives every constant of src/Functional.NN/Kernels/Elementary.*.cs with 400 bits (needs mpmath) and prints it.

Polynomials interpolate at the Chebyshev nodes of their interval (within about a bit of the minimax polynomial);
after each comes the worst relative error of the function approximated, as a power of two.
"""
from mpmath import mp, mpf, cos, pi, exp, expm1, log, sqrt, sin, erf, erfc, atanh, atan, matrix, lu_solve, floor, ldexp, frexp

mp.prec = 400


def chebyshev(f, a, b, degree):
    """Monomial coefficients of the polynomial through f at the degree+1 Chebyshev nodes of [a, b]."""
    a, b, n = mpf(a), mpf(b), degree + 1
    xs = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    vandermonde = matrix(n, n)
    for i, x in enumerate(xs):
        for j in range(n):
            vandermonde[i, j] = x ** j
    return list(lu_solve(vandermonde, matrix([f(x) for x in xs])))


def show(name, f, a, b, degree, samples=2001):
    c = chebyshev(f, a, b, degree)
    worst = mpf(0)
    for i in range(1, samples):
        x = mpf(a) + (mpf(b) - mpf(a)) * i / samples
        worst = max(worst, abs((c[0] + sum(mpf(float(v)) * x ** j for j, v in enumerate(c) if j > 0)) / f(x) - 1))
    print(f"{name}: degree {degree}, relative error 2^{float(log(worst, 2)):.1f} (before the first coefficient is rounded)")
    for v in c:
        print(f"    {float(v)!r},")
    print(f"    first coefficient, what its rounding leaves: {float(c[0] - mpf(float(c[0])))!r}")


def parts(name, value, *bits):
    """value as a sum of doubles, the first ones cut to the given numbers of bits."""
    print(name)
    for b in bits:
        m, e = frexp(value)
        cut = ldexp(floor(ldexp(m, b)), e - b)
        assert mpf(float(cut)) == cut
        print(f"    {float(cut)!r}  // {float(cut).hex()}")
        value -= cut
    print(f"    {float(value)!r}  // {float(value).hex()}")


half_ln2 = log(2) / 2 * mpf("1.0001")


def exp_rest(r):
    return (expm1(r) - r) / r**2 if abs(r) > 2**-60 else mpf(1) / 2


def log_rest(z):
    return (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z


show("exp: (eʳ − 1 − r)/r²", exp_rest, -half_ln2, half_ln2, 10)
z_max = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * mpf("1.001")
show("log: (2·artanh(s)/s − 2)/z, z = s²", log_rest, 0, z_max, 7)
show("exp in float", exp_rest, -half_ln2, half_ln2, 7)
show("log in float", log_rest, 0, z_max, 4)
show("pow: (artanh(s)/s − 1 − z/3 − z²/5)/z³", lambda z: (atanh(sqrt(z)) / sqrt(z) - 1 - z / 3 - z**2 / 5) / z**3, 0, z_max, 7)
r_max = (pi / 4 * mpf("1.0001")) ** 2
show("sin: (sin(r)/r − 1)/z, z = r²", lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, 0, r_max, 6)
show("cos: (cos(r) − 1 + z/2)/z², z = r²", lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, 0, r_max, 6)
show("atan: (atan(t)/t − 1)/z, z = t²", lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, 0, (mpf(7) / 16) ** 2 * mpf("1.001"), 11)
show("erf: (erf(x)/x − 2/√π)/z, z = x²", lambda z: (erf(sqrt(z)) / sqrt(z) - 2 / sqrt(pi)) / z, 0, mpf(1) / 4, 9)


def scaled_erfcx(t, a):
    x = a * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


show("erfc: (1 + 2x)·exp(x²)·erfc(x), x = 3(1 + t)/(1 − t)", lambda t: scaled_erfcx(t, mpf(3)), -1, mpf(25) / 31, 23, 401)

parts("ln 2", log(2), 42, 42)
parts("ln 2 in one", log(2))
parts("log2(e)", 1 / log(2))
parts("1/3", mpf(1) / 3, 53)
parts("1/5", mpf(1) / 5, 53)
parts("2/√π", 2 / sqrt(pi), 53)
for c in (mpf(1) / 2, mpf(1), mpf(3) / 2):
    parts(f"arctan {float(c)}", atan(c), 53)
parts("√½", sqrt(mpf(1) / 2))
parts("2/π", 2 / pi)
parts("π/2", pi / 2, 33, 33, 33)
parts("π/2 in two", pi / 2, 53)
bits = 1216
mp.prec = 1400
words = int(floor(ldexp(2 / pi, bits)))
print("2/π, fractional bits from the most significant:")
print(", ".join(f"0x{(words >> (bits - 64 * (i + 1))) & (2**64 - 1):016X}" for i in range(bits // 64)))
