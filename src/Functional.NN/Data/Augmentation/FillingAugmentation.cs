namespace Functional.NN;

/// <summary>An augmentation of images after which there are places where nothing of the image is.</summary>
public abstract record FillingAugmentation : ImageAugmentation
{
    private protected FillingAugmentation(double fill) => Fill = fill;

    /// <summary>What stands where there is nothing of the image.</summary>
    public double Fill { get; init => field = double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"{GetType().Name}: the filling must be a finite number, got {value}.")); }
}
