using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Training;

/// <summary>Objectives that differentiate the network themselves.</summary>
public sealed class ObjectiveFromTests
{
    /// <summary>The squared norm of ∂f/∂x, which is to be made small: a derivative of a derivative with respect to θ.</summary>
    private static readonly IObjective Smoothness = Objective.From("smoothness", context =>
    {
        var slope = Grad.Of(x => context.Apply(x).Output.Sum(), context.Inputs);
        var loss = Var.Square(slope).Sum() / context.Inputs.Shape[0];
        return new Evaluation(loss, loss, 0, [], [], context.Inputs.Shape[0]);
    });

    public static TheoryData<ILayer, int[]> Layers => new()
    {
        { new Sequential(new Dense(5), new Tanh(), new Dense(2)), [3] },
        { new Sequential(new Dense(5), new Gelu(), new BatchNorm(), new Dense(4), new Softplus()), [3] },
        { new Sequential(new Residual(new Dense(3), new Sigmoid()), new Shared("s", new Dense(3)), new Silu(), new Shared("s", new Dense(3))), [3] },
        { new Lstm(2), [4, 3] },
        { new Sequential(new Dense(2, PerPosition: true), new Lstm(2, ReturnSequence: true, Reverse: true), new Flatten(), new LogSoftmax()), [3, 3] },
    };

    [Theory, MemberData(nameof(Layers))]
    public void The_gradient_of_a_gradient_penalty_is_the_limit_of_differences(ILayer layer, int[] input)
    {
        var network = new Network(Shape.Of(input), layer);
        var trainer = new Trainer<double>(network, Smoothness, new Sgd(0.1));
        var model = Model<double>.Initialize(network, RandomKey.FromSeed(1));
        var batch = new Batch<double>(Numbers.Some<double>(Shape.Of(input).Prepend(4), 1), Tensor.Zeros<double>([4, 1]));
        var θ = model.Parameters.Vector;
        double At(int i, double by) => trainer.Gradient(model.With(model.Parameters.OfVector(Tensor.Generate(θ.Shape, j => θ[j] + (i == j ? by : 0)))), batch).Metrics.Loss;
        Assert.True(At(0, 0) > 1e-6, "there must be a slope");
        Numbers.Near(Tensor.Generate(θ.Shape, i => (At(i, 1e-5) - At(i, -1e-5)) / 2e-5), trainer.Gradient(model, batch).Gradient.Vector, 1e-5, 1e-7);
    }

    [Fact]
    public void Function_objectives_are_equal_by_name_and_version()
    {
        Assert.Equal(Smoothness, Objective.From("smoothness", _ => throw new InvalidOperationException()));
        Assert.NotEqual(Smoothness, Objective.From("smoothness", _ => throw new InvalidOperationException(), version: 2));
    }

    [Fact]
    public void An_objective_draws_from_the_key_of_its_step()
    {
        var keys = new List<RandomKey>();
        var trainer = new Trainer<double>(new Network([1], new Dense(1)), Objective.From("keys", context =>
        {
            keys.Add(context.Key);
            return new Evaluation(context.Apply(context.Inputs).Output.Sum(), 0, 0, [], [], 1);
        }), new Sgd(0));
        var batch = new Batch<double>(Tensor.Zeros<double>([1, 1]), Tensor.Zeros<double>([1, 1]));
        var key = RandomKey.FromSeed(4);
        Assert.Equal(2, trainer.Run(trainer.Initialize(key), [batch, batch]).Count());
        Assert.Equal([key.Fold(0), key.Fold(1)], keys);
    }
}
