namespace Functional.NN.Course;

/// <summary>The data of this chapter: 200 drawn digits to learn from, a fifth of them with a wrong label, and many rightly labelled ones held back.</summary>
/// <remarks>Few samples, wrong labels and a wide net: what makes a network learn its samples by heart. Images are 1×14×14, each pixel the mean of four.</remarks>
public static class FewDigits
{
    /// <summary>The share of the training labels that are wrong.</summary>
    public const double WrongLabels = 0.2;

    private static readonly RandomKey s_heldBack = RandomKey.FromSeed(2016);

    /// <summary>Samples to choose constants by.</summary>
    public static Dataset<float> Validation { get; } = Drawn(300, s_heldBack.Fold("validation"));

    /// <summary>Samples to judge by, looked at once.</summary>
    public static Dataset<float> Test { get; } = Drawn(1000, s_heldBack.Fold("test"));

    /// <summary>Samples to learn from; another key draws others.</summary>
    public static Dataset<float> Training(RandomKey key) => Drawn(200, key.Fold("training")).WithLabelNoise(WrongLabels, key.Fold("labels")).InMemory();

    /// <summary>Digits drawn from a key, at half their resolution.</summary>
    public static Dataset<float> Drawn(int count, RandomKey key) =>
        SyntheticData.Digits<float>(count, key).MapInputs(images => Var.AveragePool2D(Var.Of(images), new Pool2DGeometry(2)).Value<float>()).InMemory();
}
