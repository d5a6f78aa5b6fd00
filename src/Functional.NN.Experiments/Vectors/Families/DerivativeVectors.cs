using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Derivatives of functions and of networks, first to third order.</summary>
internal static class DerivativeVectors
{
    /// <summary>Options that say in words what the outputs are.</summary>
    private static readonly string[] Prose = ["first", "second", "third", "gradient", "hessian", "hvp", "quadratic", "g_H_g", "jacobian", "jvp", "vjp"];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        Of("scalar_elementwise", ["function"], ["x", "w1", "b1", "w2"], ScalarElementwise),
        Of("gradient_hessian", ["function"], ["x", "v"], GradientHessian),
        Of("jacobian", ["function"], ["x", "v", "u"], Jacobian),
        Of("network_hvp", ["sizes", "activation", "loss", "parameter_order"], ["x", "target", "parameters", "v"], NetworkHvp),
        Of("gradient_penalty", ["sizes", "activation", "parameter_order"], ["x", "parameters"], GradientPenalty),
    ];

    /// <summary>The functions of the vectors, by their text without spaces; elementwise ones act on every element of x.</summary>
    private static readonly ImmutableDictionary<string, Func<VectorCase, Func<Var, Var>>> Known = new Dictionary<string, Func<VectorCase, Func<Var, Var>>>
    {
        ["x*exp(x^2)"] = _ => x => x * Var.Exp(x * x),
        ["sum_jw2[j]*tanh(w1[j]*x+b1[j])"] = given => x =>
            (Var.Of(given.Tensor("w2")) * Var.Tanh(Var.Of(given.Tensor("w1")) * x.Reshape(x.Shape.Append(1)) + Var.Of(given.Tensor("b1")))).Sum(-1),
        ["x0^2*x1+x1+2"] = _ => x => x.At(0, 0) * x.At(0, 0) * x.At(0, 1) + x.At(0, 1) + 2,
        ["sum_i100*(x[i+1]-x[i]^2)^2+(1-x[i])^2"] = _ => Rosenbrock,
        ["log(sum(exp(x)))"] = _ => x => Var.Log(Var.Exp(x).Sum()),
        ["softmax"] = _ => Var.Softmax,
        ["log_softmax"] = _ => Var.LogSoftmax,
        ["[x0*x1,sin(x2)*x0,exp(x1-x2),x0^3]"] = _ => x => Var.Stack(0, x.At(0, 0) * x.At(0, 1), Var.Sin(x.At(0, 2)) * x.At(0, 0), Var.Exp(x.At(0, 1) - x.At(0, 2)), Var.Pow(x.At(0, 0), 3)),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static VectorOperation Of(string name, IEnumerable<string> options, IEnumerable<string> inputs, Func<VectorCase, Computed> compute) =>
        new("derivative", name, [.. options, .. Prose], inputs, given =>
        {
            foreach (string prose in Prose) given.Options.Text(prose, "");
            return compute(given);
        });

    private static Func<Var, Var> Function(VectorCase given)
    {
        string text = given.Options.Text("function");
        return Known.TryGetValue(text.Replace(" ", "", StringComparison.Ordinal), out var function) ? function(given) : throw new UnsupportedException($"the function \"{text}\" is not known here");
    }

    private static Var Rosenbrock(Var x)
    {
        int n = x.Shape[0] - 1;
        Var here = x.Slice(0, 0, n), next = x.Slice(0, 1, n);
        return (100 * Var.Square(next - here * here) + Var.Square(1 - here)).Sum();
    }

    private static Computed ScalarElementwise(VectorCase given)
    {
        var f = Function(given);
        Func<Var, Var> first = Slope(f), second = Slope(first), third = Slope(second);
        var x = Var.Of(given.Tensor("x"));
        return new Computed { { "y", f(x).Value<double>() }, { "first", first(x).Value<double>() }, { "second", second(x).Value<double>() }, { "third", third(x).Value<double>() } };
    }

    /// <summary>The derivative of a function that acts on every element by itself.</summary>
    private static Func<Var, Var> Slope(Func<Var, Var> f) => x => Grad.Of(y => f(y).Sum(), x);

    private static Computed GradientHessian(VectorCase given)
    {
        var (f, x) = (Function(given), given.Tensor("x"));
        var (y, gradient) = Grad.ValueAndGradient(f, x);
        var computed = new Computed { { "y", y }, { "gradient", gradient }, { "hessian", Grad.Hessian(f, x) }, { "g_H_g", Curvature(f, x, gradient) } };
        if (given.Has("v")) computed.Add("hvp", Grad.HessianVector(f, x, given.Tensor("v")));
        return computed;
    }

    /// <summary>gᵀ·H·g.</summary>
    private static double Curvature(Func<Var, Var> f, Tensor<double> x, Tensor<double> g) => (g * Grad.HessianVector(f, x, g)).Sum().ToScalar();

    private static Computed Jacobian(VectorCase given)
    {
        var (f, x) = (Function(given), given.Tensor("x"));
        var (y, pullback) = Grad.Vjp(f, x);
        var computed = new Computed { { "y", y }, { "jacobian", Grad.Jacobian(f, x) } };
        if (given.Has("v")) computed.Add("jvp", Grad.Jvp(f, x, given.Tensor("v")).Tangent);
        if (given.Has("u")) computed.Add("vjp", pullback(given.Tensor("u")));
        return computed;
    }

    private static Computed NetworkHvp(VectorCase given)
    {
        var network = FlatNetwork.Of(given);
        var loss = NetworkDescriptions.Loss(given.Options.Text("loss"));
        var (x, target, θ) = (Var.Of(given.Tensor("x")), Var.Of(given.Tensor("target")), network.Flat(given.Set("parameters")));
        Var Objective(Var flat) => loss.Mean(network.Apply(flat, x), target);
        var (value, gradient) = Grad.ValueAndGradient(Objective, θ);
        var computed = new Computed { { "loss", value }, { "gradient", network.Set(gradient) }, { "hessian", Grad.Hessian(Objective, θ) }, { "g_H_g", Curvature(Objective, θ, gradient) } };
        if (given.Has("v")) computed.Add("hvp", network.Set(Grad.HessianVector(Objective, θ, network.Flat(given.Set("v")))));
        return computed;
    }

    private static Computed GradientPenalty(VectorCase given)
    {
        given.Options.OneOf("formula", "mean_n (||d y_n/d x_n||_2 - 1)^2 (output layer linear)");
        var network = FlatNetwork.Of(given);
        if (network.Output.Size != 1) throw new UnsupportedException("a gradient penalty is for networks with one output");
        var (x, θ) = (given.Tensor("x"), network.Flat(given.Set("parameters")));
        Var InputGradient(Var flat, Var inputs) => Grad.Of(z => network.Apply(flat, z).Sum(), inputs);
        Var Penalty(Var flat, Var inputs) => Var.Square(Var.Sqrt(Var.Square(InputGradient(flat, inputs)).Sum(-1)) - 1).Mean();
        var gradients = Grad.OfAll(at => Penalty(at[0], at[1]), θ, x);
        return new Computed
        {
            { "y", network.Apply(Var.Of(θ), Var.Of(x)).Value<double>() },
            { "input_gradient", InputGradient(Var.Of(θ), Var.Of(x)).Value<double>() },
            { "penalty", Penalty(Var.Of(θ), Var.Of(x)).Value<double>() },
            { "gradient", network.Set(gradients[0]) },
            { "dx", gradients[1] },
        };
    }
}
