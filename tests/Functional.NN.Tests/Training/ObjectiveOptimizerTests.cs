using System.Numerics;
using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

/// <summary>Methods that evaluate the objective of a batch more than once in a step.</summary>
public sealed class ObjectiveOptimizerTests
{
    /// <summary>Heun's method along the gradient's flow: θ ← θ − ½α(g(θ) + g(θ − αg(θ))); it takes note of the value there.</summary>
    private sealed record Heun(double Rate, Action? Evaluated = null) : IObjectiveOptimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ).With("there", 0);

        public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var here = objective.ValueAndGradient(θ).Gradient;
            var there = objective.ValueAndGradient(θ - Rate * here);
            Evaluated?.Invoke();
            Assert.Equal(there.Value, objective.Value(θ - Rate * here));
            return new(θ - 0.5 * Rate * (here + there.Gradient), state.With("there", there.Value).Next());
        }
    }

    /// <summary>Six epochs of two batches, each of which can be cut in three: batch normalisation wants two samples.</summary>
    private static readonly FitPlan SixEpochs = new(6, new Batching(13));

    private static Trainer<float> Heuns(int shards) => Trainer.With(optimizer: new Heun(0.2), shards: shards);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Planned_steps_have_the_bits_of_folded_ones(int shards)
    {
        var trainer = Heuns(shards);
        var folded = Enumerable.Range(0, 6).SelectMany(epoch => Points.Batches(SixEpochs.Batching, Key.Fold("batches"), epoch)).Aggregate(trainer.Initialize(Key), (state, batch) => trainer.Step(state, batch).State);
        var fitted = trainer.Fit(trainer.Initialize(Key), Points, SixEpochs);
        Assert.Null(fitted.Eager);
        Assert.Equal(folded, fitted.Run.Train);
        Assert.NotEqual(0, folded.Optimizer.Scalars["there"]);
    }

    [Fact]
    public void All_evaluations_of_a_step_are_of_its_batch_at_its_key()
    {
        var trainer = Heuns(1);
        var (state, batch) = (trainer.Initialize(Key), Points.Batches(Eights, Key, 0).First());
        var key = state.Key.Fold(state.Step);
        var here = trainer.Gradient(state.Model, batch, key);
        var there = trainer.Gradient(state.Model.With(state.Parameters - 0.2 * here.Gradient), batch, key);
        var stepped = trainer.Step(state, batch);
        Assert.Equal(state.Parameters - 0.1 * (here.Gradient + there.Gradient), stepped.State.Parameters);
        Assert.Equal(here.Metrics, stepped.Metrics);
        Assert.Equal(here.State, stepped.State.Model.State);
        Assert.Equal(there.Metrics.Loss, stepped.State.Optimizer.Scalars["there"]);
    }

    [Fact]
    public void A_step_given_up_between_two_evaluations_leaves_the_last_whole_one()
    {
        using var source = new CancellationTokenSource();
        int steps = 0;
        var trainer = Trainer.With(optimizer: new Heun(0.2, () => { if (++steps == 14) source.Cancel(); }));
        var result = trainer.Fit(trainer.Initialize(Key), Points, new(20, Eights), cancellation: source.Token);
        Assert.Equal(FitEnd.Cancelled, result.End);
        var twin = Heuns(1);
        var folded = Enumerable.Range(0, 20).SelectMany(epoch => Points.Batches(Eights, Key.Fold("batches"), epoch)).Take((int)result.Run.Train.Step).Aggregate(twin.Initialize(Key), (state, batch) => twin.Step(state, batch).State);
        Assert.Equal(folded.Parameters, result.Run.Train.Parameters);
        Assert.InRange(result.Run.Train.Step, 8, 13);
    }

    /// <summary>Neither of the two kinds.</summary>
    private sealed record Nothing : IMinimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ);
    }

    [Fact]
    public void A_method_of_neither_kind_is_refused() =>
        Assert.StartsWith("Nothing: a method of minimisation is an IOptimizer, which steps by a gradient, or an IObjectiveOptimizer", Assert.Throws<NNException>(() => Trainer.With(optimizer: new Nothing())).Message, StringComparison.Ordinal);

    public static TheoryData<int, bool> Cuts => new() { { 1, false }, { 1, true }, { 3, false }, { 3, true } };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Second_derivatives_of_a_batch_are_differences_of_its_gradients(int shards, bool squares)
    {
        var (objective, θ) = Smooth(shards, squares ? new MeanSquaredError() : new SigmoidCrossEntropy());
        var v = θ.OfVector(Key.Fold("direction").Normal<double>(θ.Vector.Shape));
        var difference = (objective.ValueAndGradient(θ + 1e-5 * v).Gradient - objective.ValueAndGradient(θ - 1e-5 * v).Gradient) / 2e-5;
        var product = objective.HessianVector(θ, v);
        Assert.True((product - difference).Norm < 1e-8 * difference.Norm);
        var byMatrix = θ.OfVector(objective.Hessian(θ).MatMul(v.Vector.Reshape(-1, 1)).Reshape(-1));
        Assert.True((product - byMatrix).Norm < 1e-12 * product.Norm);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Half_the_square_of_the_residuals_is_the_objective_and_their_jacobian_gives_its_gradient(int shards)
    {
        foreach (var loss in new ILoss[] { new MeanSquaredError(), new SquaredError(), new HalfSquaredError() })
        {
            var (objective, θ) = Smooth(shards, loss);
            var (value, gradient) = objective.ValueAndGradient(θ);
            var (r, jacobian) = objective.Linearized(θ);
            Assert.Equal(value, 0.5 * (r * r).Sum().ToScalar(), 1e-14);
            Assert.Equal(r, objective.Residuals(θ));
            Assert.True((gradient.Vector - jacobian.MatMul(r.Reshape(-1, 1), transposeThis: true).Reshape(-1)).Abs().Max(0).ToScalar() < 1e-14);
        }
    }

    /// <summary>Weighed samples, two outputs, and a penalty of each kind that is a sum of squares.</summary>
    private static (ObjectiveFunction<double> Objective, Parameters<double> θ) Smooth(int shards, ILoss loss)
    {
        var network = new Network([2], new Dense(3), new Tanh(), new Dense(2));
        var trainer = new Trainer<double>(network, Objective.Supervised(loss, new L2(0.1), new SquaredNorm(0.05)), new Sgd(1)).With(shards: shards);
        var batch = new Batch<double>(Key.Normal<double>([7, 2]), Key.Fold(1).Normal<double>([7, 2]), null, Tensor.Vector(1, 2, 0.5, 1, 0, 3, 1.0));
        var model = trainer.Initialize(Key).Model;
        return (new BatchObjective<double>(trainer, model, () => batch, Key, () => trainer.Gradient(model, batch, Key)), model.Parameters);
    }

    [Fact]
    public void Masked_steps_have_no_residuals()
    {
        var trainer = new Trainer<double>(new Network([3, 2], new Dense(1, PerPosition: true)), new MeanSquaredError(), new Sgd(1));
        var mask = Tensor.Of<double>([2, 3], 1, 1, 0, 1, 0, 0);
        var batch = new Batch<double>(Key.Normal<double>([2, 3, 2]), Tensor.Where(mask.Reshape(2, 3, 1), Tensor.Full(Shape.Of(2, 3, 1), 1.0), Tensor.Full(Shape.Of(2, 3, 1), double.NaN)), mask);
        var model = trainer.Initialize(Key).Model;
        var objective = new BatchObjective<double>(trainer, model, () => batch, Key, () => trainer.Gradient(model, batch, Key));
        var r = objective.Residuals(model.Parameters).ToArray();
        Assert.Equal([0, 0, 0], [r[2], r[4], r[5]]);
        Assert.Equal(objective.Value(model.Parameters), 0.5 * r.Sum(e => e * e), 1e-14);
    }

    [Fact]
    public void Who_asks_for_residuals_where_none_are_known_is_told_what_to_take()
    {
        Assert.StartsWith("Objective: SigmoidCrossEntropy", Refusal(new SigmoidCrossEntropy()), StringComparison.Ordinal);
        Assert.Equal("Objective: the penalty L1(0.1) is not a sum of squares; take L2 or SquaredNorm, or a method that does without residuals.", Refusal(new MeanSquaredError(), new L1(0.1)));
        string own = Refusal(Objective.From("own", context => new(context.Apply(context.Inputs).Output.Sum(), 0, 0, [], [], 1)));
        Assert.Contains("does not say of which residuals it is the sum of squares", own, StringComparison.Ordinal);

        static string Refusal(object what, params IPenalty[] penalties)
        {
            var trainer = new Trainer<double>(new Network([2], new Dense(1)), what as IObjective ?? Objective.Supervised((ILoss)what, penalties), new Sgd(1));
            var (model, batch) = (trainer.Initialize(Key).Model, new Batch<double>(Tensor.Zeros<double>([1, 2]), Tensor.Zeros<double>([1, 1])));
            return Assert.Throws<NNException>(() => new BatchObjective<double>(trainer, model, () => batch, Key, () => default).Residuals(model.Parameters)).Message;
        }
    }
}
