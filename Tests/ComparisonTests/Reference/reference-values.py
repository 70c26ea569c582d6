#!/usr/bin/env python3
"""Writes statistics.json: values of every statistic at 60 digits, by the textbook formula, with mpmath (pip install mpmath).

    python3 reference-values.py > statistics.json
"""
import json
from mpmath import mp, mpf, sqrt, erfc, erfinv, log, exp, gammainc, findroot, ncdf

mp.dps = 60
Z = -sqrt(2) * erfinv(mpf("0.05") - 1)


def text(value):
    return mp.nstr(value, 25, min_fixed=0, max_fixed=0)


def wilson(x, n, z=Z):
    x, n = mpf(x), mpf(n)
    p, a = x / n, 1 + z * z / n
    s = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (p + z * z / (2 * n) - s) / a, (p + z * z / (2 * n) + s) / a


def newcombe(x1, n1, x2, n2):
    p1, p2 = mpf(x1) / n1, mpf(x2) / n2
    (l1, u1), (l2, u2) = wilson(x1, n1), wilson(x2, n2)
    d = p1 - p2
    return d - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), d + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def bisect(f, low, high):
    """The place where f, which is above 0 at low, falls below 0."""
    for _ in range(230):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def score_variance(x1, n1, x2, n2, delta):
    """Variance with p2 by maximum likelihood under p1 - p2 = delta, found by halving the score of the likelihood."""
    low, high = max(mpf(0), -delta), min(mpf(1), 1 - delta)

    def score(p2):
        p1, total = p2 + delta, mpf(0)
        for x, n, p in ((x1, n1, p1), (x2, n2, p2)):
            if x:
                total += x / p
            if n - x:
                total -= (n - x) / (1 - p)
        return total

    p2 = bisect(score, low, high)
    p1 = p2 + delta
    n = n1 + n2
    return (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * mpf(n) / (n - 1)


def miettinen_nurminen(x1, n1, x2, n2):
    d = mpf(x1) / n1 - mpf(x2) / n2

    def limit(sign, room):
        if room == 0:
            return d
        return d + sign * bisect(
            lambda e: Z - e / sqrt(score_variance(x1, n1, x2, n2, d + sign * e)), room * mpf(10) ** -30, room)

    return limit(-1, 1 + d), limit(1, 1 - d)


def margin_statistic(x1, n1, x2, n2, margin):
    d = mpf(x1) / n1 - mpf(x2) / n2
    return (d + margin) / sqrt(score_variance(x1, n1, x2, n2, -mpf(margin)))


def pooled(x1, n1, x2, n2):
    x1, n1, x2, n2 = map(mpf, (x1, n1, x2, n2))
    n, c = n1 + n2, x1 + x2
    return (x1 * n2 - x2 * n1) * sqrt(n / (n1 * n2)) / sqrt(c * (n - c))


def katz(x1, n1, x2, n2):
    ratio = mpf(x1) * n2 / (mpf(x2) * n1)
    se = sqrt(mpf(n1 - x1) / (mpf(x1) * n1) + mpf(n2 - x2) / (mpf(x2) * n2))
    return ratio, ratio * exp(-Z * se), ratio * exp(Z * se)


def ratio_statistic(x1, n1, x2, n2, phi):
    n = mpf(n1 + n2)
    a, b, c = n * phi, n1 * phi + x1 + n2 + x2 * phi, mpf(x1 + x2)
    p2 = (b - sqrt(b * b - 4 * a * c)) / (2 * a)
    p1 = phi * p2
    v = (p1 * (1 - p1) / n1 + phi ** 2 * p2 * (1 - p2) / n2) * n / (n - 1)
    return (mpf(x1) / n1 - phi * mpf(x2) / n2) / sqrt(v)


def ratio_score(x1, n1, x2, n2):
    ratio = mpf(x1) * n2 / (mpf(x2) * n1) if x2 else None
    lower = upper = None
    if x1:
        top = ratio if x2 else mpf(2) ** 60
        lower = exp(bisect(lambda t: ratio_statistic(x1, n1, x2, n2, exp(t)) - Z, log(top) - 60, log(top) - mpf(10) ** -28))
    if x2:
        bottom = log(ratio) + mpf(10) ** -28 if x1 else mpf(-60)
        upper = exp(bisect(lambda t: ratio_statistic(x1, n1, x2, n2, exp(t)) + Z, bottom, bottom + 90))
    return ratio, lower, upper


def chi_tail(x, df):
    return gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)


def mantel_haenszel(strata):
    excess = weight = spread = p = q = mpf(0)
    for x1, n1, x2, n2 in strata:
        x1, n1, x2, n2 = map(mpf, (x1, n1, x2, n2))
        n, c = n1 + n2, x1 + x2
        excess += x1 - n1 * c / n
        weight += n1 * n2 / n
        spread += n1 * n2 * c * (n - c) / (n * n * (n - 1))
        p += (n1 ** 2 * x2 - n2 ** 2 * x1 + n1 * n2 * (n2 - n1) / 2) / n ** 2
        q += (x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * n)
    rd = excess / weight
    return rd, sqrt(rd * p + q) / weight, excess / sqrt(spread)


def breslow_day(strata):
    above = sum(mpf(x1) * (n2 - x2) / (n1 + n2) for x1, n1, x2, n2 in strata)
    below = sum(mpf(x2) * (n1 - x1) / (n1 + n2) for x1, n1, x2, n2 in strata)
    psi, squares, excess, spread = above / below, mpf(0), mpf(0), mpf(0)
    for x1, n1, x2, n2 in strata:
        c = x1 + x2
        # The sign of a·(n2 − c + a) − ψ(c − a)(n1 − a), which rises with the cell a.
        a = bisect(lambda a: psi * (c - a) * (n1 - a) - a * (n2 - c + a), mpf(max(0, c - n2)), mpf(min(c, n1)))
        v = 1 / (1 / a + 1 / (c - a) + 1 / (n1 - a) + 1 / (n2 - c + a))
        squares += (x1 - a) ** 2 / v
        excess += x1 - a
        spread += v
    return squares - excess ** 2 / spread


def reach(base, d, k, power):
    p1, p2 = base + d, base
    mean = (p1 + k * p2) / (1 + k)
    zb = sqrt(2) * erfinv(2 * mpf(power) - 1)
    return Z * sqrt(mean * (1 - mean) * (1 + 1 / k)) + zb * sqrt(p1 * (1 - p1) + p2 * (1 - p2) / k)


def smallest(base, n, k, power, sign):
    base, k = mpf(base), mpf(k)
    room = base if sign < 0 else 1 - base
    f = lambda d: reach(base, sign * d, k, power) - sqrt(mpf(n)) * d
    return bisect(f, mpf(0), room) if f(room) < 0 else None


PAIRS = [
    (56, 70, 48, 80), (7, 34, 1, 34), (0, 10, 0, 20), (10, 10, 0, 20), (0, 10, 20, 20), (10, 10, 20, 20), (1, 1, 0, 1),
    (0, 1, 0, 1), (5, 56, 0, 29), (9, 10, 3, 10), (1, 2, 1, 3), (3, 1000, 0, 1000), (999, 1000, 1000, 1000),
    (80412, 120000, 96390, 120100), (95000, 100000, 95200, 100000), (95000, 100000, 95000, 100000),
    (1, 1000000, 3, 1000000), (999999, 1000000, 999996, 1000000), (2, 5, 700000000, 1000000000),
    (500000000, 1000000000, 500010000, 1000000000), (3, 1000000000, 0, 1000000000), (949900000, 1000000000, 950000000, 1000000000),
    (999999999, 1000000000, 999999990, 1000000000), (12, 1000000000, 40, 900000000), (250, 1000, 400, 1000),
    (40000, 100000, 58000, 100000),
]

STRATA = [
    [(80, 100, 70, 90), (30, 60, 45, 80)],
    [(8000, 10000, 81000, 100000), (9500, 100000, 900, 10000), (5, 7, 3, 9)],
    [(949000000, 1000000000, 950000000, 1000000000), (400000000, 500000000, 401000000, 500000000), (70, 100, 66, 90)],
    [(50, 1000, 40, 990), (60, 1000, 90, 1010), (100, 800, 130, 820), (3, 20, 9, 21)],
]


def main():
    out = {"pairs": [], "strata": [], "chi": [], "normal": [], "erfc": [], "power": [], "splits": []}
    for pair in PAIRS:
        x1, n1, x2, n2 = pair
        entry = {"counts": list(pair), "difference": text(mpf(x1) / n1 - mpf(x2) / n2)}
        entry["wilson"] = [[text(v) for v in wilson(x1, n1)], [text(v) for v in wilson(x2, n2)]]
        entry["newcombe"] = [text(v) for v in newcombe(*pair)]
        entry["miettinen-nurminen"] = [text(v) for v in miettinen_nurminen(*pair)]
        entry["margin"] = text(margin_statistic(*pair, mpf("0.015625")))
        if 0 < x1 + x2 < n1 + n2:
            z = pooled(*pair)
            p = erfc(abs(z) / sqrt(2))
            entry["pooled"] = [text(z), text(p), text(log(p))]
        ratio = katz(*pair) if 0 < x1 < n1 and 0 < x2 < n2 else ratio_score(*pair)
        entry["ratio"] = [None if v is None else text(v) for v in ratio]
        out["pairs"].append(entry)
    for strata in STRATA:
        rd, se, z = mantel_haenszel(strata)
        out["strata"].append({"counts": [list(s) for s in strata], "difference": text(rd), "error": text(se), "z": text(z),
                              "breslow-day": text(breslow_day(strata))})
    for df in (1, 2, 3, 4, 5, 7, 10, 31, 60, 199, 200):
        for x in ("0.001", "0.5", "1.5", "10", "100", "700", "1370"):
            tail = chi_tail(mpf(float(x)), df)
            out["chi"].append([float(x), df, text(tail), text(log(tail))])
    for tail in ("0.5", "0.4", "0.2", "0.08", "0.07", "0.025", "0.001", "1e-9", "1e-13", "1e-50", "1e-300", "0.9", "0.975", "0.999"):
        t = mpf(float(tail))
        z = findroot(lambda z: log(erfc(z / sqrt(2)) / 2) - log(t), float(sqrt(2) * erfinv(1 - 2 * t)) if t > 1e-12 else float(sqrt(-2 * log(t))))
        out["normal"].append([float(tail), text(z)])
    for z in (0.0, 0.001, 0.5, 1.96, 8.0, 24.9, 25.1, 30.0, 37.0, 40.0, 1000.0):
        p = erfc(mpf(z) / sqrt(2))
        out["erfc"].append([z, text(p) if z < 37.5 else None, text(log(p))])
    for base, n, k, power in ((0.95, 100000, 1, 0.8), (0.5, 1000, 2, 0.9), (0.999, 200, 1, 0.8), (0.02, 1000000000, 0.5, 0.95), (0.8, 3, 1, 0.8)):
        pair = [smallest(base, n, k, power, s) for s in (-1, 1)]
        out["power"].append([base, n, k, power, *[None if v is None else text(v) for v in pair]])
    for people, weights in (([50500, 49500], [1, 1]), ([501700, 498300], [1, 1]), ([333300000, 666700000], [1, 2]), ([33, 34, 40], [1, 1, 1])):
        n, w = mpf(sum(people)), mpf(sum(weights))
        chi = sum((c - n * v / w) ** 2 / (n * v / w) for c, v in zip(people, weights))
        out["splits"].append([people, weights, text(chi), text(chi_tail(chi, len(people) - 1)),
                              text(max(abs(c / n - v / w) for c, v in zip(people, weights)))])
    parts = [f'"{key}": [\n' + ",\n".join(json.dumps(entry) for entry in entries) + "\n]" for key, entries in out.items()]
    print("{\n" + ",\n".join(parts) + "\n}")


main()
