namespace Functional.NN;

/// <summary>What a check says of one number of a gradient, or of a whole one.</summary>
public enum GradientVerdict
{
    /// <summary>The claimed number agrees with the measured one, and a mistake of the wanted size would have been seen.</summary>
    Right,

    /// <summary>It does not: they lie farther apart than the error bound and the tolerance, at several steps.</summary>
    Wrong,

    /// <summary>The slopes on the two sides differ: there is no derivative here. Skipped and counted.</summary>
    Kink,

    /// <summary>The error bound of the measured number is larger than a mistake that should be seen.</summary>
    CannotTell,

    /// <summary>The function, or its gradient, gives other bits when it is evaluated again. Of whole checks only.</summary>
    NotDeterministic,

    /// <summary>The function, or its gradient, threw an exception or gave something of the wrong shape. Of whole checks only.</summary>
    Failed,

    /// <summary>An evaluation did not come back within the limit of time. Of whole checks only.</summary>
    DidNotReturn,
}
