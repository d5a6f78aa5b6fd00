namespace Functional.NN.Experiments;

/// <summary>The two precisions.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Float,

    /// <summary>64 bits.</summary>
    Double,
}
