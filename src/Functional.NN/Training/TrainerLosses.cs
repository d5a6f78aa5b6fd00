namespace Functional.NN;

public sealed partial class Trainer<T>
{
    /// <summary>The objective on a batch along the line through two θ: α ↦ J((1 − α)·θa + α·θb), in evaluation mode.</summary>
    /// <remarks>Goodfellow, Vinyals and Saxe 2015; see <see cref="LossSlice"/>. For the objective in training mode give <see cref="LossSlice.Along"/> a function of θ that computes <see cref="Gradient"/>.</remarks>
    /// <param name="model">whose network and state it is</param>
    /// <param name="batch">the samples</param>
    /// <param name="θa">where α is 0</param>
    /// <param name="θb">where α is 1</param>
    /// <param name="points">at how many α, 2 or more</param>
    /// <param name="from">the first α</param>
    /// <param name="to">the last α</param>
    public LossSlice LossAlong(Model<T> model, Batch<T> batch, Parameters<T> θa, Parameters<T> θb, int points = 31, double from = -0.25, double to = 1.25) =>
        LossSlice.Along(θ => Evaluate(model.With(θ), batch).Loss, θa, θb, points, from, to);

    /// <summary>The objective on a batch over a plane around a model's θ: (α, β) ↦ J(θ + α·d₁ + β·d₂), in evaluation mode.</summary>
    /// <param name="model">whose network, θ and state it is</param>
    /// <param name="batch">the samples</param>
    /// <param name="first">d₁</param>
    /// <param name="second">d₂, in another direction than d₁</param>
    /// <param name="points">at how many α and β, 2 or more</param>
    /// <param name="from">the first α and β</param>
    /// <param name="to">the last α and β</param>
    public LossPlane<T> LossOnPlane(Model<T> model, Batch<T> batch, Parameters<T> first, Parameters<T> second, int points = 25, double from = -1, double to = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LossPlane.Of(θ => Evaluate(model.With(θ), batch).Loss, model.Parameters, first, second, points, from, to);
    }
}
