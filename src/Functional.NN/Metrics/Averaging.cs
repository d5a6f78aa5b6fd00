namespace Functional.NN;

/// <summary>How the scores of several classes or labels become one.</summary>
public enum Averaging
{
    /// <summary>Their mean: every class says as much as every other.</summary>
    Macro,

    /// <summary>The score of all decisions counted together: every decision says as much as every other.</summary>
    Micro,

    /// <summary>Their mean weighed by how often each class is the target.</summary>
    Weighted,
}
