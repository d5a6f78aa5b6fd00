namespace Functional.NN.Experiments;

/// <summary>Elementary functions, in units in the last place of the precision the case names.</summary>
internal static class FunctionVectors
{
    public const string Kind = "function";

    public static IEnumerable<VectorOperation> All { get; } =
    [
        Of("exp", Var.Exp), Of("expm1", Var.Expm1), Of("log", Var.Log), Of("log1p", Var.Log1p), Of("tanh", Var.Tanh), Of("sigmoid", Var.Sigmoid),
        Of("softplus", Var.Softplus), Of("erf", Var.Erf), Of("erfc", Var.Erfc), Of("sin", Var.Sin), Of("cos", Var.Cos), Of("atan", Var.Atan),
    ];

    private static VectorOperation Of(string name, Func<Var, Var> function) => new(Kind, name, ["max_ulp"], ["x"], given =>
    {
        bool single = given.Options.OneOf("precision", "double", "single") == "single";
        var x = given.Tensor("x");
        var y = single ? Run<float>(function, x).Cast<double>() : Run<double>(function, x);
        if (single && (x.Cast<float>().Cast<double>() != x || given.Expected.Values.OfType<VectorNumbers>().Any(b => b.Numbers.Cast<float>().Cast<double>() != b.Numbers)))
            throw VectorCase.Contradiction("the numbers of a single case should be exact in single precision");
        return new Computed { { "y", y, given.Options.Has("max_ulp") ? Agreement.Ulps(given.Options.Number("max_ulp"), single) : null } };
    });

    private static Tensor<T> Run<T>(Func<Var, Var> function, Tensor<double> x) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => function(Var.Of(x.Cast<T>())).Value<T>();
}
