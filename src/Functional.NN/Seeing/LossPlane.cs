using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>A way through the plane of a loss, such as the θ of a training's states.</summary>
/// <param name="Name">what the legend says</param>
/// <param name="Thetas">its points; what they are beside the plane is projected away</param>
public sealed record LossPath<T>(string Name, ImmutableArray<Parameters<T>> Thetas) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>True when the names and all points are the same.</summary>
    public bool Equals(LossPath<T>? other) => other is not null && Name == other.Name && Thetas.SequenceEqual(other.Thetas);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Thetas.Length);
}

/// <summary>A place of a plane of parameters: θ₀ + α·d₁ + β·d₂.</summary>
/// <param name="Alpha">α</param>
/// <param name="Beta">β</param>
public readonly record struct PlanePosition(double Alpha, double Beta);

/// <summary>A loss over a plane of parameters: (α, β) ↦ J(θ₀ + α·d₁ + β·d₂), a value that is drawn.</summary>
/// <remarks>
/// Goodfellow, Vinyals and Saxe 2015; Li, Xu, Taylor, Studer and Goldstein 2018, "Visualizing the loss landscape of neural nets", whose filter normalisation is <see cref="LossPlane.FilterNormalized"/>. What is flat or narrow in a plane depends
/// on the lengths of its directions, which that makes comparable; a plane shows two of the many directions there are.
/// </remarks>
public sealed class LossPlane<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LossPlane(Parameters<T> origin, Parameters<T> first, Parameters<T> second, ImmutableArray<double> alphas, ImmutableArray<double> betas, ImmutableArray<double> losses) =>
        (Origin, First, Second, Alphas, Betas, Losses) = (origin, first, second, alphas, betas, losses);

    /// <summary>θ₀.</summary>
    public Parameters<T> Origin { get; }

    /// <summary>d₁.</summary>
    public Parameters<T> First { get; }

    /// <summary>d₂.</summary>
    public Parameters<T> Second { get; }

    /// <summary>The α, ascending.</summary>
    public ImmutableArray<double> Alphas { get; }

    /// <summary>The β, ascending.</summary>
    public ImmutableArray<double> Betas { get; }

    /// <summary>The losses, row by row: that of α number i and β number j at place j·(number of α) + i.</summary>
    public ImmutableArray<double> Losses { get; }

    /// <summary>Where the point of the plane lies that is nearest to a θ, by least squares.</summary>
    public PlanePosition Position(Parameters<T> θ)
    {
        ArgumentNullException.ThrowIfNull(θ);
        var d = θ + -Origin;
        double a = First.Dot(First), b = First.Dot(Second), c = Second.Dot(Second), u = First.Dot(d), v = Second.Dot(d), det = a * c - b * b;
        return new((c * u - b * v) / det, (a * v - b * u) / det);
    }

    /// <summary>The plane as a picture in SVG, which has the same bytes everywhere: steps of colour with contour lines, and ways through it.</summary>
    /// <param name="paths">ways through it, such as the states of trainings</param>
    public string ToSvg(params IEnumerable<LossPath<T>> paths) => Picture("Loss over a plane of parameters", "α", "β", paths).ToSvg();

    internal PlaneMap Picture(string title, string across, string up, IEnumerable<LossPath<T>> paths)
    {
        double[] positive = [.. Losses.Where(loss => double.IsFinite(loss) && loss > 0)];
        bool wide = positive.Length > 0 && positive.Max() / positive.Min() > LossPlane.Wide;
        var raster = new Raster(Alphas[0], Alphas[^1], Betas[0], Betas[^1], Alphas.Length, Betas.Length, Losses);
        return new(title, Sentence.Of($"The loss at {Alphas.Length} × {Betas.Length} points of a plane of parameters, as colours."), new(across), new(up), new HeatPaint(raster, new(wide ? "loss (logarithmic)" : "loss") { Logarithmic = wide }),
            [.. paths.Select((path, i) => new PlanePath(path.Name, i + 1, [.. path.Thetas.Select(Position).Select(p => new PlanePoint(p.Alpha, p.Beta))]))], []);
    }
}

/// <summary>Losses over planes of parameters, and directions for them.</summary>
public static class LossPlane
{
    internal const double Wide = 30;

    private const int UsualPoints = 25;

    /// <summary>A loss over the plane θ₀ + α·d₁ + β·d₂.</summary>
    /// <param name="loss">J, a pure function</param>
    /// <param name="origin">θ₀</param>
    /// <param name="first">d₁</param>
    /// <param name="second">d₂, in another direction than d₁</param>
    /// <param name="points">at how many α and β, 2 or more</param>
    /// <param name="from">the first α and β</param>
    /// <param name="to">the last α and β</param>
    /// <exception cref="NNException">The vectors are laid out for different networks, the directions do not make a plane, the points are fewer than 2 or the range is empty.</exception>
    public static LossPlane<T> Of<T>(Func<Parameters<T>, double> loss, Parameters<T> origin, Parameters<T> first, Parameters<T> second, int points = UsualPoints, double from = -1, double to = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var range = PlaneRange.Of(nameof(LossPlane), points, from, to);
        return Of(loss, origin, first, second, range, range);
    }

    internal static LossPlane<T> Of<T>(Func<Parameters<T>, double> loss, Parameters<T> origin, Parameters<T> first, Parameters<T> second, ImmutableArray<double> alphas, ImmutableArray<double> betas) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double a = first.Dot(first), b = first.Dot(second), c = second.Dot(second);
        if (!(a * c - b * b > 1e-12 * a * c)) throw new NNException("LossPlane: the two directions are the same, opposite, or zero, and make no plane; take two that differ.");
        return new(origin, first, second, alphas, betas, [.. betas.SelectMany(β => alphas.Select(α => loss(origin + first * α + second * β)))]);
    }

    /// <summary>A direction of independent normal numbers with deviation 1, of the layout of θ; each block draws from the key folded with its path.</summary>
    public static Parameters<T> RandomDirection<T>(Parameters<T> θ, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(θ);
        return θ.Layout.Aggregate(θ.Zero, (direction, block) => direction.With(block.Path, key.Fold(block.Path).Normal<T>(block.Shape)));
    }

    /// <summary>A direction whose filters are as long as those of θ: dᵢ ← dᵢ·‖θᵢ‖/‖dᵢ‖ for every filter i, and 0 for biases, scales and whatever has no filters (Li et al. 2018, section 4).</summary>
    /// <remarks>The filters of weights (inputs × units) are the columns, one for each unit; those of more axes are along the first one: a convolution's outputs, and a transposed convolution's inputs. A filter of zeros becomes 0.</remarks>
    /// <param name="direction">the direction</param>
    /// <param name="θ">what it is measured by</param>
    public static Parameters<T> FilterNormalized<T>(Parameters<T> direction, Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentNullException.ThrowIfNull(θ);
        _ = direction.Fitting(θ);
        return θ.Layout.Aggregate(direction, (d, block) => d.With(block.Path, block.Role != ParameterRole.Weight || block.Shape.Rank < 2 ? Tensor.Zeros<T>(block.Shape) : Normalized(direction[block.Path], θ[block.Path])));
    }

    private static Tensor<T> Normalized<T>(Tensor<T> direction, Tensor<T> weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int filters = weight.Shape.Rank == 2 ? weight.Shape[1] : weight.Shape[0], each = weight.Shape.Size / Math.Max(filters, 1);
        int Filter(int i) => weight.Shape.Rank == 2 ? i % filters : i / each;
        double[] Norms(Tensor<T> of) => [.. of.ToArray().Select((v, i) => (Value: double.CreateChecked(v), Filter: Filter(i))).GroupBy(v => v.Filter).OrderBy(g => g.Key).Select(g => Math.Sqrt(g.Sum(v => v.Value * v.Value)))];
        double[] wanted = Norms(weight), has = Norms(direction);
        return Tensor.Of(weight.Shape, direction.ToArray().Select((v, i) => T.CreateTruncating(has[Filter(i)] == 0 ? 0 : double.CreateChecked(v) * wanted[Filter(i)] / has[Filter(i)])));
    }
}
