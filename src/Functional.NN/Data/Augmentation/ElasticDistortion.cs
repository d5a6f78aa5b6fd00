using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Every pixel comes from a place displaced by α·G_σ∗u, u being uniform in [−1, 1) for each pixel and axis and G_σ a Gaussian of deviation σ; numbers between pixels are interpolated bilinearly.</summary>
/// <remarks>Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis". The Gaussian is cut off at 3σ and sums to 1; outside the image u is 0. Its defaults are those of the paper for images of 28×28.</remarks>
public sealed record ElasticDistortion : FillingAugmentation
{
    /// <summary>Elastic distortions.</summary>
    /// <param name="Alpha">α, how far pixels move</param>
    /// <param name="Sigma">σ, over how many pixels neighbours move alike</param>
    /// <param name="Fill">what stands where there is nothing of the image</param>
    public ElasticDistortion(double Alpha = 8, double Sigma = 4, double Fill = 0) : base(Fill) => (this.Alpha, this.Sigma) = (Alpha, Sigma);

    /// <summary>α, not negative.</summary>
    public double Alpha { get; init => field = NotNegative(value, nameof(ElasticDistortion), "alpha"); }

    /// <summary>σ, positive, in pixels.</summary>
    public double Sigma { get; init => field = value is > 0 and <= 1000 ? value : throw new NNException(Sentence.Of($"ElasticDistortion: sigma must be above 0 and at most 1000 pixels, got {value}.")); }

    private protected override void Change<T>(ReadOnlySpan<T> image, Shape shape, RandomKey key, Span<T> to)
    {
        var drawn = key.Uniform<double>(Shape.Of(2, shape[1], shape[2]), -1, 1);
        var displacement = ImageChanges.Blurred(drawn, Sigma) * Alpha;
        ImageChanges.Warp(image, shape, new DisplacementMap(displacement), Fill, to);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ElasticDistortion({Alpha}, {Sigma})");
}
