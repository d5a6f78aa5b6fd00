namespace Functional.NN.Experiments.Verification;

/// <summary>How gradients are checked, as a command says it.</summary>
internal sealed record GradientSettings
{
    /// <summary>How derivatives are computed a second time.</summary>
    public GradientMethod Method { get; init; } = GradientMethod.CentralDifference;

    /// <summary>1 for gradients, 2 for the derivatives of gradients.</summary>
    public int Order { get; init; } = 1;

    /// <summary>The precision of what is checked.</summary>
    public GradientPrecision Precision { get; init; } = GradientPrecision.Double;

    /// <summary>So many coordinates of each block; none for all.</summary>
    public int? Sample { get; init; }

    /// <summary>So many random directions; none for coordinates.</summary>
    public int? Directions { get; init; }

    /// <summary>What shapes, numbers and choices follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many seconds one check may take; none for the checker's own limit.</summary>
    public double? Limit { get; init; }

    /// <summary>Whether each coordinate is checked.</summary>
    public bool IsOfAll => Sample is null && Directions is null;

    /// <summary>The run's key.</summary>
    public RandomKey Key => RandomKey.FromSeed(Seed).Fold("gradients");

    /// <summary>The same for the checker.</summary>
    public GradientCheckOptions Options => new()
    {
        Method = Method,
        Order = Order,
        Precision = Precision,
        Coordinates = Directions is { } directions ? GradientCoordinates.Directions(directions) : Sample is { } sample ? GradientCoordinates.Sample(sample) : GradientCoordinates.All,
        Key = Key.Fold("options"),
        Limit = Limit is { } seconds ? TimeSpan.FromSeconds(seconds) : GradientCheckOptions.Default.Limit,
    };
}
