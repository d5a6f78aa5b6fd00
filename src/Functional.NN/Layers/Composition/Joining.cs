namespace Functional.NN;

/// <summary>What becomes of the outputs of layers side by side.</summary>
public enum Joining
{
    /// <summary>They stand one after another along an axis.</summary>
    Concatenate,

    /// <summary>They are added; all have one shape.</summary>
    Add,
}
