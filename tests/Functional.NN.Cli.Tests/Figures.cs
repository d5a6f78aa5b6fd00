using System.Numerics;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The pictures in <c>docs</c>, drawn with the library's own functions, so that they have the same bytes everywhere.</summary>
internal static class Figures
{
    /// <summary>Where each lies, and what draws it.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>> { [Repository.File("docs", "error-against-step.svg")] = ErrorAgainstStep };

    /// <summary>The function Squire and Trapp (1998) take: f(x) = eˣ/(sin³x + cos³x), at x = 1.5.</summary>
    private static string ErrorAgainstStep() => StepSizeStudy.Of(x => F(new Complex(x[0], 0)).Real, x => [Derivative(x[0])], [1.5], complex: z => F(z[0])).ToSvg();

    private static Complex F(Complex z) => Exp(z) / (Cube(Sin(z)) + Cube(Cos(z)));

    private static double Derivative(double x)
    {
        double sin = Sin(x), cos = Cos(x), sum = sin * sin * sin + cos * cos * cos;
        return Exp(x) * (sum - 3 * sin * cos * (sin - cos)) / (sum * sum);
    }

    private static Complex Cube(Complex z) => z * z * z;

    private static Complex Exp(Complex z) => Exp(z.Real) * new Complex(Cos(z.Imaginary), Sin(z.Imaginary));

    private static Complex Sin(Complex z) => new(Sin(z.Real) * Cosh(z.Imaginary), Cos(z.Real) * Sinh(z.Imaginary));

    private static Complex Cos(Complex z) => new(Cos(z.Real) * Cosh(z.Imaginary), -Sin(z.Real) * Sinh(z.Imaginary));

    private static double Exp(double x) => Of(Var.Exp, x);

    private static double Sin(double x) => Of(Var.Sin, x);

    private static double Cos(double x) => Of(Var.Cos, x);

    private static double Cosh(double x) => (Exp(x) + Exp(-x)) / 2;

    private static double Sinh(double x) => (Of(Var.Expm1, x) - Of(Var.Expm1, -x)) / 2;

    private static double Of(Func<Var, Var> function, double x) => function(Var.Constant(Tensor.Scalar(x))).Value<double>().ToScalar();
}
