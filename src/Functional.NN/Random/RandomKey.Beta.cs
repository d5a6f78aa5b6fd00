using Functional.NN.Kernels;

namespace Functional.NN;

public readonly partial record struct RandomKey
{
    /// <summary>A number from Beta(a, b) in [0, 1]: Gₐ/(Gₐ + G_b) of two independent gamma numbers, from the keys <c>Fold(0)</c> and <c>Fold(1)</c>.</summary>
    /// <remarks>
    /// ln G of Gamma(a + 1) by Marsaglia and Tsang (2000), plus (ln U)/a, so that a may be small: attempt i draws a normal number from <c>Fold(i)</c> and a uniform one from word 2 of it;
    /// U is word 0 of <c>Fold("power")</c>.
    /// </remarks>
    /// <param name="a">positive</param>
    /// <param name="b">positive</param>
    public double Beta(double a, double b)
    {
        if (!(a > 0 && b > 0 && double.IsFinite(a + b))) throw new NNException(Sentence.Of($"RandomKey.Beta: needs two positive numbers, got {a} and {b}."));
        return 1 / (1 + Elementary.Exp(Fold(1).LogGamma(b) - Fold(0).LogGamma(a)));
    }

    /// <summary>The logarithm of a number from Gamma(shape).</summary>
    private double LogGamma(double shape)
    {
        double d = shape + 2.0 / 3, c = 1 / Math.Sqrt(9 * d);
        for (int attempt = 0; ; attempt++)
        {
            var key = Fold(attempt);
            double x = key.Normal<double>([]).ToScalar(), root = 1 + c * x, v = root * root * root;
            if (root > 0 && Elementary.Log(1 - key.Unit(2)) < 0.5 * x * x + d - d * v + d * Elementary.Log(v))
                return Elementary.Log(d * v) + Elementary.Log(1 - Fold("power").Unit(0)) / shape;
        }
    }
}
