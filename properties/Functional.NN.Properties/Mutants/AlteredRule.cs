namespace Functional.NN.Properties.Mutants;

/// <summary>A rule with another pullback or another tangent than its own.</summary>
/// <param name="Right">the rule, whose forward stays</param>
internal sealed record AlteredRule(Primitive Right) : Primitive
{
    /// <summary>What a pullback is given.</summary>
    /// <param name="X">the inputs</param>
    /// <param name="Y">the output</param>
    /// <param name="Ȳ">its cotangent</param>
    /// <param name="Right">what the right rule passes back to each input</param>
    public readonly record struct Back(Var[] X, Var Y, Var Ȳ, Var?[] Right);

    /// <summary>What a tangent is given.</summary>
    /// <param name="X">the inputs</param>
    /// <param name="Y">the output</param>
    /// <param name="Ẋ">the inputs' tangents</param>
    /// <param name="Right">what the right rule says</param>
    public readonly record struct Ahead(Var[] X, Var Y, Var?[] Ẋ, Var? Right);

    public Func<Back, Var?[]>? Pulls { get; init; }

    public Func<Ahead, Var?>? Pushes { get; init; }

    public override string Name => $"altered {Right.Name}";

    /// <summary>Another pullback.</summary>
    public static Func<Primitive, Primitive> Pull(Func<Back, Var?[]> pulls) => rule => new AlteredRule(rule) { Pulls = pulls };

    /// <summary>Another pullback to the first input.</summary>
    public static Func<Primitive, Primitive> PullFirst(Func<Back, Var?> pulls) => Pull(back => [pulls(back), .. back.Right.Skip(1)]);

    /// <summary>Another pullback to the second input.</summary>
    public static Func<Primitive, Primitive> PullSecond(Func<Back, Var?> pulls) => Pull(back => [back.Right[0], pulls(back), .. back.Right.Skip(2)]);

    /// <summary>Another tangent.</summary>
    public static Func<Primitive, Primitive> Push(Func<Ahead, Var?> pushes) => rule => new AlteredRule(rule) { Pushes = pushes };

    /// <summary>A rule of one input whose derivative is another, in tangent and pullback alike.</summary>
    public static Func<Primitive, Primitive> Derivative(Func<Var, Var, Var> slope) => rule => new AlteredRule(rule) { Pulls = back => [back.Ȳ * slope(back.X[0], back.Y)], Pushes = ahead => slope(ahead.X[0], ahead.Y) * ahead.Ẋ[0]! };

    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Right.Forward(x);

    public override Var? Tangent(Var[] x, Var y, Var?[] dx) => Pushes is null ? Right.Tangent(x, y, dx) : Pushes(new(x, y, dx, Right.Tangent(x, y, dx)));

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked)
    {
        var right = Right.Pullback(x, y, dy, asked);
        return Pulls is null ? right : Pulls(new(x, y, dy, right));
    }
}
