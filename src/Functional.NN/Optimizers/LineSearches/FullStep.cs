namespace Functional.NN;

/// <summary>No search: the first α is taken, wherever it leads. Newton's method as it is derived.</summary>
public sealed record FullStep : LineSearch
{
    /// <inheritdoc/>
    public override LineStep<TAt> Search<TAt>(Func<double, LinePoint<TAt>> line, LinePoint<TAt> start, double first)
    {
        ArgumentNullException.ThrowIfNull(line);
        var point = line(first);
        return new(point, 1, point.IsFinite);
    }

    /// <summary>The name.</summary>
    public override string ToString() => nameof(FullStep);
}
