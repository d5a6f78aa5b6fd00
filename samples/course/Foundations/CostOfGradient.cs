namespace Functional.NN.Course;

/// <summary>Back-propagation gives every ∂J/∂θᵢ by one pass forward and one back; difference quotients (J(θ + h·eᵢ) − J(θ))/h take a pass forward for each i, and none of them is quite right.</summary>
/// <remarks>
/// J is the cross-entropy of a net x·W₁ → tanh → ·W₂ → softmax. The error of a forward quotient is at most about ½h·|J″| + 2δ/h with δ the rounding of J, least at h = 2√(δ/|J″|), where it is 2√(δ|J″|); that of a central one, (J(θ + h) − J(θ − h))/2h, is of the order h² + δ/h. With δ ≈ u = 2⁻⁵² and the rest of the size of one
/// the best are about u^½ ≈ 1.5·10⁻⁸ and u^⅔ ≈ 3.7·10⁻¹¹; "about" allows a factor of thirty.
/// </remarks>
public sealed record CostOfGradient() : Sample("gradient-cost", "What a gradient costs, and how right a difference quotient is", "Rumelhart, Hinton and Williams 1986; Nocedal and Wright 2006, section 8.1")
{
    /// <summary>∇J at θ, block by block.</summary>
    public Func<Func<IReadOnlyList<Var>, Var>, IReadOnlyList<Tensor<double>>, IReadOnlyList<Tensor<double>>> Gradient { get; init; } = (j, θ) => Grad.OfAll(j, θ);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var batch = SyntheticData.Blobs<double>(32, RandomKey.FromSeed(2), features: 20).All();
        var net = Model<double>.Initialize(new Network([20], new Dense(30), new Tanh(), new Dense(3)), RandomKey.FromSeed(1)).Parameters;
        Tensor<double>[] θ = [net["0.weight"], net["2.weight"]];

        int evaluations = 0;
        Var J(IReadOnlyList<Var> w)
        {
            evaluations++;
            Var hidden = Var.Tanh(Var.MatMul(Var.Constant(batch.Inputs), w[0]));
            return new SoftmaxCrossEntropy().Mean(Var.MatMul(hidden, w[1]), Var.Of(batch.Targets));
        }

        var gradient = Gradient(J, θ);
        int passes = evaluations, n = θ.Sum(block => block.Shape.Size);

        var study = StepSizeStudy.Of(w => J([Var.Of(Tensor.Of(θ[0].Shape, w)), Var.Of(θ[1])]).Value<double>().ToScalar(), _ => gradient[0].ToArray(), θ[0].ToArray());
        double Relative(double error) => error / Math.Abs(study.Derivative);
        double forward = Relative(study.Points.Min(p => p.Forward)), central = Relative(study.Points.Min(p => p.Central)), wide = Relative(study.Points[0].Forward), narrow = Relative(study.Points.First(p => p.Step < 1e-14).Forward);

        return new(
        [
            Claim.Of("gradient-cost.one-evaluation", "Back-propagation gives the derivatives by all weights from one evaluation of the loss; difference quotients take one for each weight.", passes == 1,
                $"evaluations of J for {n} derivatives: {passes} and a pass back, against {n + 1}", ("evaluations", passes), ("weights", n)),
            Claim.Of("gradient-cost.quotients-are-rough", "A difference quotient is wrong by truncation where the step is large and by rounding where it is small; the best forward one has about half of the digits, the best central one two thirds.",
                Near(forward, 1.5e-8) && Near(central, 3.7e-11) && wide > 1e-4 && narrow > 1e-4,
                $"relative error of a derivative: {Written.Short(wide, 2)} at the widest step, {Written.Short(narrow, 2)} at the narrowest, at best {Written.Short(forward, 2)} (forward) and {Written.Short(central, 2)} (central)",
                ("wide", wide), ("narrow", narrow), ("best forward", forward), ("best central", central)),
        ],
        [new PictureExhibit("The error of difference quotients against their step", study.ToSvg())]);
    }

    private static bool Near(double error, double expected) => error > expected / 30 && error < expected * 30;
}
