namespace Functional.NN;

/// <summary>A straight line through the point of a check: x + t·u.</summary>
internal abstract class Line(Tensor<double>[] point)
{
    protected Tensor<double>[] Point { get; } = point;

    /// <summary>What a report calls it: block, shape, and place in the block.</summary>
    public abstract (string Block, Shape Shape, int Place) Name { get; }

    /// <summary>The number to whose size steps are in proportion; its absolute value where that is below 1 is another natural step.</summary>
    public abstract double Here { get; }

    /// <summary>x + t·u, and by how much it lies from x along u in the numbers as they are rounded.</summary>
    public abstract (Tensor<double>[] Point, double Moved) At(double t);

    /// <summary>u, block by block.</summary>
    public abstract Tensor<double>[] Direction { get; }

    /// <summary>⟨g, u⟩.</summary>
    public abstract double Along(Tensor<double>[] gradient);
}

/// <summary>Along one coordinate of one block.</summary>
internal sealed class CoordinateLine(string name, Tensor<double>[] point, int block, int place) : Line(point)
{
    public override (string Block, Shape Shape, int Place) Name => (name, Point[block].Shape, place);

    public int Block => block;

    public override double Here => Point[block].AsSpan()[place];

    public override (Tensor<double>[] Point, double Moved) At(double t)
    {
        double moved = Here + t;
        return (With(moved), moved - Here);
    }

    public override Tensor<double>[] Direction => [.. Point.Select((x, i) => i == block ? Tensor.Generate(x.Shape, j => j == place ? 1.0 : 0.0) : Tensor.Zeros<double>(x.Shape))];

    public override double Along(Tensor<double>[] gradient) => gradient[block].AsSpan()[place];

    private Tensor<double>[] With(double value)
    {
        double[] numbers = Point[block].ToArray();
        numbers[place] = value;
        Tensor<double>[] moved = [.. Point];
        moved[block] = Tensor<double>.Own(moved[block].Shape, numbers);
        return moved;
    }
}

/// <summary>Along a random direction through all blocks at once: uᵢ = ±max(1, |xᵢ|)·U[½, 1½).</summary>
internal sealed class DirectionLine(string name, Tensor<double>[] point, RandomKey key, int number) : Line(point)
{
    public override (string Block, Shape Shape, int Place) Name => (name, Shape.Of(number + 1), number);

    public override double Here => 1;

    public override Tensor<double>[] Direction { get; } = [.. point.Select((x, i) => RandomSigned.Of(key.Fold(i), x.Shape) * x.Map(v => Math.Max(1, Math.Abs(v))))];

    public override (Tensor<double>[] Point, double Moved) At(double t) => ([.. Point.Zip(Direction, (x, u) => x + u * t)], t);

    public override double Along(Tensor<double>[] gradient) => gradient.Zip(Direction, (g, u) => (g * u).Sum().ToScalar()).Sum();
}

/// <summary>Random numbers that stay away from 0.</summary>
internal static class RandomSigned
{
    /// <summary>±[½, 1½).</summary>
    public static Tensor<double> Of(RandomKey key, Shape shape) => (key.Fold(1).Bernoulli<double>(shape, 0.5) * 2 - 1) * key.Fold(2).Uniform<double>(shape, 0.5, 1.5);
}
