namespace Functional.NN.Course;

/// <summary>Augmentation: a turned or shifted digit is the same digit. What is known of the task is told to the net as further samples.</summary>
/// <remarks>Ten seeds; the bounds of turn, shift and size are the usual ones and were not tuned. Mirrored digits are the counter-example: most are no digits, and a mirrored 2 looks like a 5.</remarks>
public sealed record Augmenting() : Sample("augmentation", "Turned and shifted samples", "Simard, Steinkraus and Platt 2003; Goodfellow et al. 2016, section 7.4")
{
    /// <summary>The net that sees its samples as they are.</summary>
    public Recipe Plain { get; init; } = new();

    /// <summary>The net that sees them changed, in ways that leave a digit what it is.</summary>
    public Recipe Changed { get; init; } = new() { Augmentation = new RandomAffine(Rotation: 10, Shift: 1, Scale: 0.1) };

    /// <summary>The net that sees them changed, in a way that does not.</summary>
    public Recipe Mirrored { get; init; } = new() { Augmentation = new RandomFlip(Horizontal: 0.5, Vertical: 0.5) };

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => (Plain: Plain.Train(key).TestError, Changed: Changed.Train(key).TestError, Mirrored: Mirrored.Train(key).TestError));
        double[] plain = [.. runs.Select(run => run.Plain)], changed = [.. runs.Select(run => run.Changed)], mirrored = [.. runs.Select(run => run.Mirrored)];
        return new(
        [
            Claim.Of("augmentation.generalises", "Samples changed in ways that leave their class as it is, anew each time they are seen, lower the test error.", Seeds.Less(changed, plain),
                $"test error {Seeds.PercentOf(changed)} with small turns, shifts and changes of size, {Seeds.PercentOf(plain)} without", ("with", changed.Average()), ("without", plain.Average())),
            Claim.Of("augmentation.must-keep-the-class", "Changes that do not leave the class as it is do harm.", Seeds.Less(plain, mirrored),
                $"test error {Seeds.PercentOf(mirrored)} with digits mirrored at random, {Seeds.PercentOf(plain)} without", ("mirrored", mirrored.Average()), ("without", plain.Average())),
        ],
        [
            Plot.Bars("Test error with changed samples", "Small turns and shifts lower the error by far; mirroring raises it.", new PlotAxis("test error", Percent: true),
                PlotBar.Of("samples as they are", plain), PlotBar.Of("turned, shifted, scaled", changed), PlotBar.Of("mirrored", mirrored)),
        ]);
    }
}
