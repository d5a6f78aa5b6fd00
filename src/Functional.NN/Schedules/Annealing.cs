namespace Functional.NN;

/// <summary>How a schedule goes from one rate to another.</summary>
public enum Annealing
{
    /// <summary>By half a cosine wave.</summary>
    Cosine,

    /// <summary>Along a line.</summary>
    Linear,
}
