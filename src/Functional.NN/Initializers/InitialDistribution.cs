namespace Functional.NN;

/// <summary>From which distribution a scaled initialiser draws.</summary>
public enum InitialDistribution
{
    /// <summary>Uniform in ±√3 standard deviations.</summary>
    Uniform,

    /// <summary>Normal.</summary>
    Normal,
}
