namespace Functional.NN.Properties.Optimizers;

/// <summary>How a method goes along an eigenvector: e₁ = f·e₀, eₜ₊₁ = a·eₜ + b·eₜ₋₁.</summary>
internal readonly record struct Modes(double First, double A, double B)
{
    /// <summary>The larger of the two roots of z² = az + b, by size: what a step multiplies a mode by in the long run.</summary>
    public double Radius
    {
        get
        {
            double discriminant = A * A + 4 * B;
            return discriminant < 0 ? Math.Sqrt(-B) : (Math.Abs(A) + Math.Sqrt(discriminant)) / 2;
        }
    }

    /// <summary>The modes of an optimizer with constant constants, at an eigenvalue λ.</summary>
    public static Modes Of(IOptimizer optimizer, double λ)
    {
        var (α, η) = Variants.Constants(optimizer);
        double x = α * λ;
        return optimizer switch
        {
            Nesterov => new(1 - (1 + η) * x, (1 + η) * (1 - x), -η * (1 - x)),
            DampenedMomentum { LooksAhead: true } r => new(1 - x * (1 + η), 1 + η - x * (1 + η * (1 - r.Dampening)), -η * (1 - x)),
            DampenedMomentum r => new(1 - x, 1 + η - (1 - r.Dampening) * x, -η),
            _ => new(1 - x, 1 + η - x, -η),
        };
    }

    /// <summary>The largest αL with which the method converges: 2 for gradient descent, 2(1 + η) for the heavy ball (Polyak 1964).</summary>
    public static double Limit(IOptimizer optimizer, double η) => optimizer switch
    {
        Nesterov => 2 * (1 + η) / (1 + 2 * η),
        DampenedMomentum { LooksAhead: true } r => 2 * (1 + η) / (1 + 2 * η - η * r.Dampening),
        DampenedMomentum r => 2 * (1 + η) / (1 - r.Dampening),
        _ => 2 * (1 + η),
    };
}
