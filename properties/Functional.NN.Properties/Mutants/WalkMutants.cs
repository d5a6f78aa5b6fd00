namespace Functional.NN.Properties.Mutants;

/// <summary>The gradient Σ ȳ·f of a function of one tensor, however somebody computes it.</summary>
internal delegate Tensor<double> Gradient(Func<Var, Var> f, Tensor<double> x);

/// <summary>Walks back over a recorded function that join wrongly what comes to a node from several others.</summary>
internal static class WalkMutants
{
    /// <summary>Functions that use their variable several times.</summary>
    private static readonly Func<Var, Var>[] FansOut =
    [
        x => (Var.Sin(x) * x).Sum(), x => (x * x * x).Sum(), x => (x + Var.Exp(x) * Var.Exp(x)).Sum(), x => Var.MatMul(x, x, transposeB: true).Sum(),
        x => (x / (1 + Var.Square(x.Sum()))).Sum(), x => Var.Softmax(Var.Tanh(x) + x * Var.Cos(x)).Slice(1, 0, 1).Sum(),
    ];

    private static readonly NamedCheck<Gradient> Check = NamedCheck<Gradient>.OfKeys(AgreesWithTangents, name: nameof(AgreesWithTangents));

    public static IEnumerable<Mutant> All => Mutant.Of<Gradient>("walk back", Check, (f, x) => Grad.Of(f, x),
        ("the last cotangent that comes to a node takes the place of the others", Joining((_, next) => next)),
        ("the first cotangent that comes to a node is kept alone", Joining((sum, _) => sum)),
        ("cotangents that meet are averaged", Joining((sum, next) => 0.5 * (sum + next))),
        ("cotangents that meet are subtracted", Joining((sum, next) => sum - next)))
        .Concat(Mutant.Of<Gradient>("walk back", Check, Joining((sum, next) => sum + next), ("the larger of the cotangents that meet is kept", Joining(Var.Max))));

    /// <summary>⟨∇f, v⟩ = ḟ in direction v, which is computed forward.</summary>
    private static void AgreesWithTangents(Gradient gradient, RandomKey key)
    {
        var f = FansOut[key.Below("function", FansOut.Length)];
        Tensor<double> x = key.Fold("x").Normal<double>([2, 3]), v = key.Fold("v").Normal<double>([2, 3]);
        double ahead = Grad.Jvp(f, x, v).Tangent.Sum().ToScalar(), back = (gradient(f, x) * v).Sum().ToScalar();
        Assert.Equal(ahead, back, 1e-12 * Math.Max(1, Math.Abs(ahead)));
    }

    /// <summary>A walk back that joins cotangents in its own way.</summary>
    private static Gradient Joining(Func<Var, Var, Var> join) => (f, x) =>
    {
        var recorded = Differentiation.Record(vars => f(vars[0]), [Var.Of(x)]);
        var cotangents = new Dictionary<Var, Var>(ReferenceEqualityComparer.Instance) { [recorded.Result] = Var.Of(Tensor.Full(recorded.Result.Shape, 1.0)) };
        foreach (var node in Enumerable.Reverse(recorded.Scope.Kept))
        {
            if (node == recorded.Variables[0] || !cotangents.TryGetValue(node, out var ȳ)) continue;
            var pulled = node.Origin!.Pullback(node.Inputs, node, ȳ, [.. node.Inputs.Select(_ => true)]);
            foreach (var (input, x̄) in node.Inputs.Zip(pulled))
                if (x̄ is not null) cotangents[input] = cotangents.TryGetValue(input, out var sum) ? join(sum, x̄) : x̄;
        }
        return cotangents[recorded.Variables[0]].Value<double>();
    };
}
