using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>What a sample found.</summary>
/// <param name="Claims">what was claimed, with figures and verdicts</param>
/// <param name="Exhibits">pictures and tables</param>
public sealed record Findings(ImmutableArray<Claim> Claims, ImmutableArray<Exhibit> Exhibits)
{
    /// <summary>The claim of a name.</summary>
    public Claim this[string name] => Claims.FirstOrDefault(claim => claim.Name == name) ?? throw new NNException($"Findings: there is no claim \"{name}\"; there are {string.Join(", ", Claims.Select(claim => claim.Name))}.");
}
