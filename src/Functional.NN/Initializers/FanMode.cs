namespace Functional.NN;

/// <summary>Which fan a scaled initialiser divides by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs: keeps the forward variance.</summary>
    In,

    /// <summary>The number of outputs: keeps the backward variance.</summary>
    Out,
}
