using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>The models of NIST's nonlinear regression problems, as functions of β (n) and the predictors x (N × k).</summary>
internal static class NistModels
{
    /// <summary>By the name of the problem, in NIST's order of difficulty.</summary>
    public static ImmutableDictionary<string, Func<Var, Var, Var>> All { get; } = new Dictionary<string, Func<Var, Var, Var>>
    {
        ["Misra1a"] = Saturation,
        ["Chwirut2"] = Decay,
        ["Chwirut1"] = Decay,
        ["Lanczos3"] = ThreeExponentials,
        ["Gauss1"] = TwoPeaks,
        ["Gauss2"] = TwoPeaks,
        ["DanWood"] = (β, x) => B(β, 1) * Var.Exp(B(β, 2) * Var.Log(X(x))),
        ["Misra1b"] = (β, x) => B(β, 1) * (1 - Var.Pow(1 + B(β, 2) * X(x) / 2, -2)),
        ["Kirby2"] = (β, x) => Polynomial(β, X(x), 1, 3) / (1 + X(x) * Polynomial(β, X(x), 4, 2)),
        ["Hahn1"] = Cubics,
        ["Nelson"] = (β, x) => B(β, 1) - B(β, 2) * x.At(1, 0) * Var.Exp(-B(β, 3) * x.At(1, 1)),
        ["MGH17"] = (β, x) => B(β, 1) + B(β, 2) * Var.Exp(-X(x) * B(β, 4)) + B(β, 3) * Var.Exp(-X(x) * B(β, 5)),
        ["Lanczos1"] = ThreeExponentials,
        ["Lanczos2"] = ThreeExponentials,
        ["Gauss3"] = TwoPeaks,
        ["Misra1c"] = (β, x) => B(β, 1) * (1 - Var.Pow(1 + 2 * B(β, 2) * X(x), -0.5)),
        ["Misra1d"] = (β, x) => B(β, 1) * B(β, 2) * X(x) / (1 + B(β, 2) * X(x)),
        ["Roszman1"] = (β, x) => B(β, 1) - B(β, 2) * X(x) - Var.Atan(B(β, 3) / (X(x) - B(β, 4))) / Math.PI,
        ["ENSO"] = Seasons,
        ["MGH09"] = (β, x) => B(β, 1) * (X(x) * X(x) + X(x) * B(β, 2)) / (X(x) * X(x) + X(x) * B(β, 3) + B(β, 4)),
        ["Thurber"] = Cubics,
        ["BoxBOD"] = Saturation,
        ["Rat42"] = (β, x) => B(β, 1) / (1 + Var.Exp(B(β, 2) - B(β, 3) * X(x))),
        ["MGH10"] = (β, x) => B(β, 1) * Var.Exp(B(β, 2) / (X(x) + B(β, 3))),
        ["Eckerle4"] = (β, x) => B(β, 1) / B(β, 2) * Var.Exp(-0.5 * Var.Square((X(x) - B(β, 3)) / B(β, 2))),
        ["Rat43"] = (β, x) => B(β, 1) * Var.Exp(-Var.Softplus(B(β, 2) - B(β, 3) * X(x)) / B(β, 4)),
        ["Bennett5"] = (β, x) => B(β, 1) * Var.Exp(-Var.Log(B(β, 2) + X(x)) / B(β, 3)),
    }.ToImmutableDictionary();

    /// <summary>β₁, β₂, …</summary>
    private static Var B(Var β, int i) => β.At(0, i - 1);

    /// <summary>The predictor (N), where there is one.</summary>
    private static Var X(Var x) => x.At(1, 0);

    /// <summary>β₁(1 − exp(−β₂x)).</summary>
    private static Var Saturation(Var β, Var x) => B(β, 1) * (1 - Var.Exp(-B(β, 2) * X(x)));

    /// <summary>exp(−β₁x)/(β₂ + β₃x).</summary>
    private static Var Decay(Var β, Var x) => Var.Exp(-B(β, 1) * X(x)) / (B(β, 2) + B(β, 3) * X(x));

    /// <summary>β₁exp(−β₂x) + β₃exp(−β₄x) + β₅exp(−β₆x).</summary>
    private static Var ThreeExponentials(Var β, Var x) => B(β, 1) * Var.Exp(-B(β, 2) * X(x)) + B(β, 3) * Var.Exp(-B(β, 4) * X(x)) + B(β, 5) * Var.Exp(-B(β, 6) * X(x));

    /// <summary>β₁exp(−β₂x) + β₃exp(−(x − β₄)²/β₅²) + β₆exp(−(x − β₇)²/β₈²).</summary>
    private static Var TwoPeaks(Var β, Var x) => B(β, 1) * Var.Exp(-B(β, 2) * X(x)) + Peak(β, X(x), 3) + Peak(β, X(x), 6);

    private static Var Peak(Var β, Var x, int first) => B(β, first) * Var.Exp(-Var.Square((x - B(β, first + 1)) / B(β, first + 2)));

    /// <summary>(β₁ + β₂x + β₃x² + β₄x³)/(1 + β₅x + β₆x² + β₇x³).</summary>
    private static Var Cubics(Var β, Var x) => Polynomial(β, X(x), 1, 4) / (1 + X(x) * Polynomial(β, X(x), 5, 3));

    /// <summary>β₁ + β₂cos(2πx/12) + β₃sin(2πx/12) and two more waves, of the periods β₄ and β₇.</summary>
    private static Var Seasons(Var β, Var x)
    {
        var φ = 2 * Math.PI * X(x);
        return B(β, 1) + B(β, 2) * Var.Cos(φ / 12) + B(β, 3) * Var.Sin(φ / 12)
            + B(β, 5) * Var.Cos(φ / B(β, 4)) + B(β, 6) * Var.Sin(φ / B(β, 4))
            + B(β, 8) * Var.Cos(φ / B(β, 7)) + B(β, 9) * Var.Sin(φ / B(β, 7));
    }

    /// <summary>So many β as the coefficients of 1, x, x², ….</summary>
    private static Var Polynomial(Var β, Var x, int first, int count) =>
        Enumerable.Range(1, count - 1).Aggregate(B(β, first + count - 1), (sum, i) => sum * x + B(β, first + count - 1 - i));
}
