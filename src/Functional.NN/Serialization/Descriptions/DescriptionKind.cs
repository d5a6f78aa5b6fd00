using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A kind of things to choose from by the name of their type.</summary>
/// <param name="Type">what all of the kind are</param>
/// <param name="Name">what sentences call one: <c>layer</c></param>
internal sealed record DescriptionKind(Type Type, string Name)
{
    /// <summary>All kinds. Where something is of several, the first counts.</summary>
    public static ImmutableArray<DescriptionKind> All { get; } =
    [
        new(typeof(ILayer), "layer"),
        new(typeof(IInitializer), "initialiser"),
        new(typeof(ILoss), "loss"),
        new(typeof(Likelihood), "likelihood"),
        new(typeof(IMetric), "metric"),
        new(typeof(IPenalty), "penalty"),
        new(typeof(IObjective), "objective"),
        new(typeof(IAttack), "attack"),
        new(typeof(IMinimizer), "optimizer"),
        new(typeof(LineSearch), "line search"),
        new(typeof(Schedule), "schedule"),
        new(typeof(RateController), "rate controller"),
        new(typeof(IAugmentation), "augmentation"),
    ];

    /// <summary>The kind that a type belongs to, if it does.</summary>
    public static DescriptionKind? Of(Type type) => All.FirstOrDefault(kind => type.IsAssignableTo(kind.Type));

    /// <summary><c>a layer</c>, <c>an optimizer</c>.</summary>
    public string OneOf => $"{("aeiou".Contains(Name[0], StringComparison.Ordinal) ? "an" : "a")} {Name}";

    /// <summary>Whether objects of a type are written with their type's name: those of a kind are, and other parts of descriptions are not.</summary>
    public static bool IsNamed(Type type) => Of(type) is not null;
}
