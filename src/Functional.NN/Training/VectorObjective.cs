namespace Functional.NN;

/// <summary>An objective that is a function of θ as one vector.</summary>
internal sealed class VectorObjective<T>(Func<Var, Var> value, Func<Var, Var>? residuals) : PartedObjective<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override double Value(Parameters<T> θ) => Number(value(Var.Of(θ.Vector)).Value<T>());

    public override ObjectiveGradient<T> ValueAndGradient(Parameters<T> θ)
    {
        var (at, gradient) = Grad.ValueAndGradient(value, θ.Vector);
        return new(Number(at), θ.OfVector(gradient));
    }

    protected override IEnumerable<Part> Parts(Parameters<T> θ) => [new(1, value, residuals ?? NoResiduals)];

    private static Var NoResiduals(Var θ) => throw new NNException("ObjectiveFunction: the function does not say of which residuals it is the sum of squares; make it with ObjectiveFunction.OfResiduals, or take a method that does without.");

    private static double Number(Tensor<T> value) => value.Shape.Size == 1 ? double.CreateTruncating(value.AsSpan()[0])
        : throw new ShapeException($"ObjectiveFunction: the function must give a single number, it gave {value.Shape}. Sum it.");
}
