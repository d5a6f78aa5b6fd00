namespace Functional.NN;

/// <summary>When a minimisation ends.</summary>
/// <param name="MostSteps">after so many steps at the latest</param>
/// <param name="StepTolerance">when no number of θ moved by more than this fraction of its size</param>
/// <param name="GradientTolerance">when no number of the gradient is larger; 0 asks for a gradient of exactly 0</param>
public sealed record MinimizeOptions(int MostSteps = 1000, double StepTolerance = 1e-12, double GradientTolerance = 1e-10)
{
    /// <summary>After so many steps at the latest, from 0 on.</summary>
    public int MostSteps { get; init => field = Steps(value); } = Steps(MostSteps);

    /// <summary>When no number of θ moved by more than this fraction of its size, not negative; 0: when none moved at all.</summary>
    public double StepTolerance { get; init => field = Constants.NotNegative(value, nameof(MinimizeOptions), "the step's tolerance"); } = Constants.NotNegative(StepTolerance, nameof(MinimizeOptions), "the step's tolerance");

    /// <summary>When no number of the gradient is larger, not negative.</summary>
    public double GradientTolerance { get; init => field = Constants.NotNegative(value, nameof(MinimizeOptions), "the gradient's tolerance"); } = Constants.NotNegative(GradientTolerance, nameof(MinimizeOptions), "the gradient's tolerance");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MinimizeOptions With(int? mostSteps = null, double? stepTolerance = null, double? gradientTolerance = null) =>
        this with { MostSteps = mostSteps ?? MostSteps, StepTolerance = stepTolerance ?? StepTolerance, GradientTolerance = gradientTolerance ?? GradientTolerance };

    private static int Steps(int steps) => steps >= 0 ? steps : throw new NNException(Sentence.Of($"MinimizeOptions: the number of steps cannot be negative, got {steps}."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"MinimizeOptions({MostSteps}, {StepTolerance}, {GradientTolerance})");
}

/// <summary>Why a minimisation ended.</summary>
public enum MinimizeEnd
{
    /// <summary>The gradient is as small as was asked for.</summary>
    SmallGradient,

    /// <summary>The last step was as small as was asked for.</summary>
    SmallStep,

    /// <summary>The method found no lower point: as far as the precision goes, this is the lowest.</summary>
    NoLowerPoint,

    /// <summary>All steps are spent.</summary>
    StepsSpent,

    /// <summary>A value or a number of θ became infinite or not a number; θ is the last good one.</summary>
    NotFinite,
}
