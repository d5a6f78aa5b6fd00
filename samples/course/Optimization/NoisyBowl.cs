namespace Functional.NN.Course;

/// <summary>A bowl J(θ) = ½Σλᵢθᵢ² whose gradient is seen through noise, g = Λθ + σn with a normal n in every step: what mini-batches do near a minimum, without the batches.</summary>
/// <param name="Curvatures">λ (n), the eigenvalues of its Hessian</param>
/// <param name="Noise">σ, the standard deviation of each number of the noise</param>
internal sealed record NoisyBowl(Tensor<double> Curvatures, double Noise)
{
    /// <summary>Twenty directions, five each with λ = ¼, ½, 1 and 2; σ = 1.</summary>
    public static NoisyBowl Usual { get; } = new(Tensor.Generate(Shape.Of(20), i => new[] { 0.25, 0.5, 1, 2 }[i / 5]), 1);

    /// <summary>J(θ).</summary>
    public double Loss(Parameters<double> θ) => 0.5 * (Curvatures * θ.Vector * θ.Vector).Sum().ToScalar();

    /// <summary>½Σf(λᵢ).</summary>
    public double HalfSum(Func<double, double> f) => 0.5 * Curvatures.Map(f).Sum().ToScalar();

    /// <summary>θ and the method's state after each step from θ = (3, 3, …), one by one as they are asked for.</summary>
    /// <param name="method">how</param>
    /// <param name="key">draws the noise: that of step k from the key folded with k</param>
    public IEnumerable<Updated<double>> Steps(IOptimizer method, RandomKey key)
    {
        var θ = Parameters<double>.Of(Tensor.Full(Curvatures.Shape, 3.0));
        var now = new Updated<double>(θ, method.Start(θ));
        for (long k = 0; ; k++)
        {
            var g = θ.OfVector(Curvatures * now.Parameters.Vector + key.Fold(k).Normal<double>(Curvatures.Shape, 0, Noise));
            now = method.Step(now.Parameters, g, now.State);
            yield return now;
        }
    }
}
