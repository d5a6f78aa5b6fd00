using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Datasets that are computed: each a pure function of its arguments and a key, the same samples everywhere and every time.</summary>
/// <remarks>
/// Sample i depends on the key and on i alone, so a longer dataset begins with the shorter one. Sets that should be independent take keys that are:
/// <c>SyntheticData.Digits&lt;float&gt;(6000, key.Fold("train"))</c> and <c>….Digits&lt;float&gt;(1000, key.Fold("test"))</c>. Classes take turns
/// (sample i is of class i mod classes), so each split is balanced; shuffling is the batches' work. Coordinates are computed in <c>double</c> and rounded once.
/// </remarks>
public static partial class SyntheticData
{
    /// <summary>Exclusive or: the four samples (0,0)→0, (0,1)→1, (1,0)→1, (1,1)→0.</summary>
    /// <returns>inputs of shape 2, targets of shape 1 that are 0 or 1</returns>
    public static Dataset<T> Xor<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Held<T>(4, [2], [1], null, i => ([i / 2, i % 2], i / 2 ^ i % 2));

    /// <summary>
    /// Two half circles that hook into each other: class 0 is (cos φ, sin φ), class 1 is (1 − cos φ, ½ − sin φ), with φ uniform in [0, π), plus normal noise.
    /// </summary>
    /// <param name="count">the number of samples</param>
    /// <param name="key">decides every sample</param>
    /// <param name="noise">the standard deviation of the noise of each coordinate</param>
    /// <returns>inputs of shape 2, class indices 0 and 1</returns>
    public static Dataset<T> TwoMoons<T>(int count, RandomKey key, double noise = 0.1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckNoise(nameof(TwoMoons), nameof(noise), noise);
        return Held<T>(Counted(nameof(TwoMoons), count), [2], Shape.Scalar, 2, i =>
        {
            double φ = Math.PI * key.Fold(i).Unit(2), cos = Elementary.Cos(φ), sin = Elementary.Sin(φ);
            double[] clean = i % 2 == 0 ? [cos, sin] : [1 - cos, 0.5 - sin];
            return (Noisy(clean, noise, key.Fold(i)), i % 2);
        });
    }

    /// <summary>
    /// Two spirals wound into each other: r = √u and φ = 2π·turns·r for a uniform u, the points r·(cos φ, sin φ) of class 0 and their opposites of class 1, plus normal noise.
    /// </summary>
    /// <remarks>Points lie evenly along the arms; all but the noise stays in the unit circle. Named after the benchmark of Lang and Witbrock (1988), which has turns = 3.</remarks>
    /// <param name="count">the number of samples</param>
    /// <param name="key">decides every sample</param>
    /// <param name="noise">the standard deviation of the noise of each coordinate</param>
    /// <param name="turns">how often each arm goes round</param>
    /// <returns>inputs of shape 2, class indices 0 and 1</returns>
    public static Dataset<T> TwoSpirals<T>(int count, RandomKey key, double noise = 0.02, double turns = 1.75) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckNoise(nameof(TwoSpirals), nameof(noise), noise);
        if (!(turns > 0) || !double.IsFinite(turns)) throw new NNException(Sentence.Of($"SyntheticData.TwoSpirals: turns must be positive and finite, got {turns}."));
        return Held<T>(Counted(nameof(TwoSpirals), count), [2], Shape.Scalar, 2, i =>
        {
            double r = Math.Sqrt(key.Fold(i).Unit(2)), φ = 2 * Math.PI * turns * r, side = i % 2 == 0 ? r : -r;
            return (Noisy([side * Elementary.Cos(φ), side * Elementary.Sin(φ)], noise, key.Fold(i)), i % 2);
        });
    }

    /// <summary>Round clouds, one a class, around centres that are uniform in the cube [−1, 1)ᶠ.</summary>
    /// <remarks>The centres are <see cref="BlobCentres"/> of the same key; for another split around the same centres, give those and another key.</remarks>
    /// <param name="count">the number of samples</param>
    /// <param name="key">decides the centres and every sample</param>
    /// <param name="classes">the number of clouds</param>
    /// <param name="features">the number of coordinates</param>
    /// <param name="spread">the standard deviation of each coordinate around its centre</param>
    /// <returns>inputs of shape features, class indices from 0 to classes − 1</returns>
    public static Dataset<T> Blobs<T>(int count, RandomKey key, int classes = 3, int features = 2, double spread = 0.1) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Blobs<T>(count, key, BlobCentres(key, classes, features), spread);

    /// <summary>Round clouds, one a class, around given centres.</summary>
    /// <param name="count">the number of samples</param>
    /// <param name="key">decides every sample</param>
    /// <param name="centres">(classes × features)</param>
    /// <param name="spread">the standard deviation of each coordinate around its centre</param>
    /// <returns>inputs of shape features, class indices from 0 to classes − 1</returns>
    public static Dataset<T> Blobs<T>(int count, RandomKey key, Tensor<double> centres, double spread = 0.1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(centres);
        CheckNoise(nameof(Blobs), nameof(spread), spread);
        if (centres.Shape.Rank != 2 || centres.Shape.Size == 0) throw new ShapeException($"SyntheticData.Blobs: centres are a matrix with a row for each class, got {centres.Shape}.");
        int classes = centres.Shape[0];
        return Held<T>(Counted(nameof(Blobs), count), [centres.Shape[1]], Shape.Scalar, classes,
            i => (Noisy(centres.At(i % classes).ToArray(), spread, key.Fold(i)), i % classes));
    }

    /// <summary>The centres of <see cref="Blobs{T}(int, RandomKey, int, int, double)"/>: uniform in the cube [−1, 1)ᶠ.</summary>
    /// <returns>(classes × features)</returns>
    public static Tensor<double> BlobCentres(RandomKey key, int classes, int features)
    {
        if (classes < 1 || features < 1) throw new NNException($"SyntheticData.Blobs: needs at least one class and one feature, got {classes} and {features}.");
        return key.Fold("centres").Uniform<double>([classes, features], -1, 1);
    }

    /// <summary>A curve to fit: y = sin x + normal noise, with x uniform between two numbers.</summary>
    /// <param name="count">the number of samples</param>
    /// <param name="key">decides every sample</param>
    /// <param name="noise">the standard deviation of the noise of y</param>
    /// <param name="low">where x begins</param>
    /// <param name="high">where x ends</param>
    /// <returns>inputs of shape 1, targets of shape 1</returns>
    public static Dataset<T> SineRegression<T>(int count, RandomKey key, double noise = 0.1, double low = -Math.PI, double high = Math.PI)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckNoise(nameof(SineRegression), nameof(noise), noise);
        if (!(low <= high) || !double.IsFinite(high - low)) throw new NNException(Sentence.Of($"SyntheticData.SineRegression: needs low ≤ high, both finite, got {low} and {high}."));
        return Held<T>(Counted(nameof(SineRegression), count), [1], [1], null, i =>
        {
            double x = low + (high - low) * key.Fold(i).Unit(2);
            return ([x], Noisy([Elementary.Sin(x)], noise, key.Fold(i))[0]);
        });
    }

    /// <summary>Points plus independent normal noise from words of the key's <c>"noise"</c>.</summary>
    private static double[] Noisy(double[] clean, double noise, RandomKey key)
    {
        var shifts = key.Fold("noise").Normal<double>([clean.Length], 0, noise).AsSpan();
        var noisy = new double[clean.Length];
        for (int i = 0; i < noisy.Length; i++) noisy[i] = clean[i] + shifts[i];
        return noisy;
    }

    private static Dataset<T> Held<T>(int count, Shape inputShape, Shape targetShape, int? classes, Func<int, (double[] Input, double Target)> sample)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var samples = Enumerable.Range(0, count).Select(sample).ToImmutableArray();
        var inputs = Tensor.Of(inputShape.Prepend(count), samples.SelectMany(s => s.Input).Select(T.CreateTruncating));
        var targets = Tensor.Of(targetShape.Prepend(count), samples.Select(s => T.CreateTruncating(s.Target)));
        return Dataset.FromTensors(inputs, targets, classes);
    }

    private static int Counted(string who, int count) => count >= 0 ? count : throw new NNException($"SyntheticData.{who}: a count cannot be negative, got {count}.");

    private static void CheckNoise(string who, string what, double noise)
    {
        if (!(noise >= 0) || !double.IsFinite(noise)) throw new NNException(Sentence.Of($"SyntheticData.{who}: {what} cannot be negative and must be finite, got {noise}."));
    }
}
