using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Mutants;

/// <summary>A rule that is right, at a point that may be an awkward one.</summary>
/// <param name="Kind">what it is a rule of: a primitive, an activation, a loss, a layer, a network</param>
/// <param name="Subject">which one, and where</param>
/// <param name="Check">what the checker says of it</param>
internal sealed record CorrectCase(string Kind, string Subject, Func<GradientCheckOptions, GradientReport> Check)
{
    private static readonly Gen<GradientCheckOptions> FirstOrder = Gen.Frequency(
        (8, Gen.Constant(Of(GradientMethod.CentralDifference))), (3, Gen.Constant(Of(GradientMethod.Richardson))), (1, Gen.Constant(Of(GradientMethod.ForwardMode))), (1, Gen.Constant(Of(GradientMethod.Adjoint))),
        (1, Gen.Constant(Of(GradientMethod.CentralDifference).With(coordinates: GradientCoordinates.Directions(3)))));

    private static readonly Gen<GradientCheckOptions> AnyOrder = Gen.Frequency((7, FirstOrder), (1, Gen.Constant(Of(GradientMethod.CentralDifference).With(order: 2))));

    /// <summary>How it is checked.</summary>
    public GradientCheckOptions Options { get; private init; } = GradientCheckOptions.Default;

    public GradientReport Report => Check(Options);

    /// <summary>
    /// Far out, where functions saturate, second derivatives are not checked: they are differences such as (1 − p)p of a p that is rounded to 1: no checker can tell what is left of them from a mistake.
    /// </summary>
    public bool IsFarOut { get; init; }

    /// <summary>The same cases, by any method.</summary>
    public static Gen<CorrectCase> ByAnyMethod(Gen<CorrectCase> cases) => from c in cases
                                                                          from options in c.IsFarOut ? FirstOrder : AnyOrder
                                                                          from key in Draw.Key
                                                                          select c with { Options = options.With(key: key) };

    public override string ToString() => FormattableString.Invariant($"{Kind}: {Subject}; by {Options.Method}, {Options.Coordinates}, order {Options.Order}, key {Options.Key}");

    /// <summary>Large blocks are looked at in part, so that there can be many cases.</summary>
    private static GradientCheckOptions Of(GradientMethod method) => new(method, coordinates: GradientCoordinates.Sample(12));
}
