using Functional.NN.Properties.Code;

namespace Functional.NN.Properties.Shrinking;

public class ShrinkerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);

    [Fact]
    public void A_wrong_layer_deep_in_eight_is_left_alone_with_one_sample_of_one_number()
    {
        var shrunk = Shrink(new([2, 6, 6], new Conv2D(3, 3), new Relu(), new Flatten(), new Dense(9), new WrongTanh(), new Dense(5), new Sigmoid(), new Dense(3)), new SoftmaxCrossEntropy(), Classes(4, 3), penalties: new L2(0.01));
        Assert.Equal("""
            // The smallest case found. Wrong: WrongTanh { } ("4").
            using Functional.NN;
            using Functional.NN.Properties.Shrinking;
            using System.Collections.Generic;

            var network = new Network([1], new WrongTanh());
            var θ = network.Initialize<double>(default);
            var batch = new Batch<double>(Tensor.Of([1, 1], 1.0), Tensor.Zeros<double>([1, 1]));
            GradientCheck.Network(network, new MeanSquaredError(), θ, batch).ThrowIfWrong();
            """.ReplaceLineEndings("\n"), shrunk.Code);
    }

    [Fact]
    public void A_wrong_layer_with_parameters_keeps_the_least_of_them()
    {
        var shrunk = Shrink(new([7], new Dense(6), new Tanh(), new Residual(new Dense(8), new WrongDense(6), new Relu()).Named("block"), new Dense(4)), new Huber(), Numbers(5, 4));
        Assert.Equal("""
            // The smallest case found. Wrong: WrongDense { Units = 1, Bias = False } ("block.1").
            using Functional.NN;
            using Functional.NN.Properties.Shrinking;
            using System.Collections.Generic;

            var network = new Network([1], new WrongDense(1, Bias: false));
            var θ = new Parameters<double>(network.Layout, Tensor.Of([1], 1.0));
            var batch = new Batch<double>(Tensor.Of([1, 1], 1.0), Tensor.Zeros<double>([1, 1]));
            GradientCheck.Network(network, new MeanSquaredError(), θ, batch).ThrowIfWrong();
            """.ReplaceLineEndings("\n"), shrunk.Code);
    }

    [Fact]
    public void A_wrong_layer_in_a_stack_of_recurrent_ones_is_named_by_its_path()
    {
        var network = new Network([5, 3], new Sequential(new Lstm(4, ReturnSequence: true), new Sequential(new Dense(4, PerPosition: true), new WrongTanh()).Named("bend"), new Gru(3, ReturnSequence: true)).Named("stack"), new LastStep(), new Dense(2));
        var shrunk = Shrink(network, new MeanSquaredError(), Numbers(4, 2), masked: true);
        AssertIs<WrongTanh>(shrunk, "stack.bend.1");
    }

    [Fact]
    public void A_wrong_layer_that_is_shared_is_found_at_one_of_its_places()
    {
        var shrunk = Shrink(new([4], new Dense(4), new Shared("both", new WrongDense(4)), new Tanh(), new Shared("both", new WrongDense(4)), new BatchNorm(), new Dense(3)), new MeanSquaredError(), Numbers(6, 3));
        AssertIs<WrongDense>(shrunk, "1");
    }

    [Fact]
    public void A_wrong_layer_in_somebodys_own_composition_is_found_there()
    {
        var shrunk = Shrink(new([3], new Dense(3), new Times(new Sequential(new Dense(2), new WrongTanh()), 2.5), new Dense(3)), new MeanSquaredError(), Numbers(2, 3));
        AssertIs<WrongTanh>(shrunk, "1.inner.1");
    }

    [Fact]
    public void A_composition_that_is_itself_wrong_is_left_with_nothing_inside()
    {
        var shrunk = Shrink(new([3], new Dense(3), new Doubled(new Dense(4), new Tanh(), new Dense(3)), new Dense(3)), new MeanSquaredError(), Numbers(2, 3));
        Assert.Equal("new Network([1], new Doubled())", shrunk.Code.Split('\n').Single(line => line.StartsWith("var network", StringComparison.Ordinal))["var network = ".Length..^1]);
        Assert.Equal("Doubled(Sequential()) (\"1\")", shrunk.Piece);
    }

    [Fact]
    public void A_wrong_loss_is_left_without_layers()
    {
        var wrong = Loss.From("mutant", (p, t) => (Var.Square(p - t) + 0.01 * (p - Var.StopGradient(p))).Sum(1));
        var shrunk = Shrink(new([4], new Dense(5), new Tanh(), new Dense(3)), wrong, Numbers(4, 3), penalties: new L1(0.1));
        Assert.Empty(shrunk.Network.Body.Layers);
        Assert.Equal((1, "the loss mutant"), (shrunk.Batch.Count, shrunk.Piece));
        Assert.Contains("Loss.From(\"mutant\", (prediction, target) => throw new System.NotImplementedException() /* put the function here */)", shrunk.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_penalty_is_left_with_one_weight()
    {
        var wrong = Penalty.From("mutant", θ => Penalty.OverWeights(θ, w => 0.5 * (w * Var.StopGradient(w)).Sum()));
        var shrunk = Shrink(new([4], new Dense(5), new Tanh(), new Dense(3)), new MeanSquaredError(), Numbers(4, 3), penalties: [new L1(0.1), wrong, new L2(0.1)]);
        Assert.Single(shrunk.Network.Body.Layers);
        Assert.Equal(1, shrunk.Parameters.Vector.Shape.Size);
        Assert.Equal("Dense(1) (\"0\") with the penalty mutant", shrunk.Piece);
    }

    [Fact]
    public void A_mistake_that_needs_two_samples_keeps_two()
    {
        var wrong = Layer.From("centred", x => x - Var.StopGradient(x.Mean([0])));
        var shrunk = Shrink(new([3], new Dense(4), new Tanh(), wrong, new Dense(2)), new MeanSquaredError(), Numbers(7, 2));
        Assert.InRange(shrunk.Batch.Count, 1, 2);
        Assert.Equal("centred (\"2\")", shrunk.Piece);
    }

    [Fact]
    public void The_code_of_a_shrunk_case_runs_and_throws()
    {
        var shrunk = Shrink(new([2, 3], new Flatten(), new Dense(6), new WrongDense(6), new Dense(3)), new SoftmaxCrossEntropy(), Classes(4, 3));
        var said = Assert.Throws<NNException>(() => CompiledCode.Run(shrunk.Code));
        Assert.StartsWith("GradientCheck of", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shrinking_twice_comes_to_the_same()
    {
        Network network = new([6], new Dense(4), new Residual(new Dense(4), new WrongTanh()), new Dense(3));
        Assert.Equal(Shrink(network, new SoftmaxCrossEntropy(), Classes(4, 3)).Code, Shrink(network, new SoftmaxCrossEntropy(), Classes(4, 3)).Code);
    }

    [Fact]
    public void No_more_cases_are_asked_about_than_allowed_and_the_smallest_so_far_is_given()
    {
        int asked = 0;
        var start = Case(new([6], new Dense(4), new WrongTanh(), new Dense(3)), new MeanSquaredError(), Numbers(4, 3));
        var shrunk = Shrinker.Smallest(start, c => ++asked > 0, mostTries: 3);
        Assert.Equal((3, 3), (asked, shrunk.Tries));
        Assert.Same(start, Shrinker.Smallest(start, c => true, isOver: () => true).Candidate);
    }

    [Fact]
    public void What_throws_is_no_smaller_case()
    {
        var start = Case(new([6], new Dense(4), new WrongTanh(), new Dense(3)), new MeanSquaredError(), Numbers(4, 3));
        Assert.Same(start, Shrinker.Smallest(start, c => throw new InvalidOperationException()).Candidate);
    }

    private static void AssertIs<TLayer>(SmallestCase shrunk, string path)
    {
        Assert.IsType<TLayer>(Assert.Single(shrunk.Network.Body.Layers));
        Assert.Equal(1, shrunk.Batch.Count);
        Assert.EndsWith($"(\"{path}\")", shrunk.Piece, StringComparison.Ordinal);
    }

    /// <summary>y = 2·f(x), differentiated as if it were x + f(x).</summary>
    public sealed record Doubled : ILayer
    {
        private readonly Sequential _body;

        public Doubled(params IEnumerable<ILayer> layers) => _body = new(layers);

        public System.Collections.Immutable.ImmutableArray<ILayer> Layers => _body.Layers;

        public Shape OutputShape(Shape input) => _body.OutputShape(input);

        public IReadOnlyList<ParameterSpec> Parameters(Shape input) => _body.Parameters(input);

        public IReadOnlyList<ChildLayer> Children(Shape input) => _body.Children(input);

        public Applied Apply(LayerContext context, Var x)
        {
            var applied = _body.Apply(context, x);
            return applied with { Output = applied.Output + Var.StopGradient(applied.Output) };
        }

        public override string ToString() => $"Doubled({_body})";
    }

    private static Tensor<double> Numbers(int samples, int outputs) => Key.Fold("targets").Normal<double>([samples, outputs]);

    private static Tensor<double> Classes(int samples, int classes) => Tensor.Generate([samples], i => (double)(i % classes));

    private static ShrinkCandidate Case(Network network, ILoss loss, Tensor<double> targets, bool masked = false, params IPenalty[] penalties)
    {
        int samples = targets.Shape[0];
        var mask = masked ? Tensor.Generate([samples, network.Input[0]], i => i % network.Input[0] < network.Input[0] - 1 || i < network.Input[0] ? 1.0 : 0) : null;
        return new(network, Objective.Supervised(loss, penalties), network.Initialize<double>(Key), new(Key.Fold("inputs").Normal<double>(network.Input.Prepend(samples)), targets, mask), Key, Training: true, network.InitialState<double>());
    }

    private static SmallestCase Shrink(Network network, ILoss loss, Tensor<double> targets, bool masked = false, params IPenalty[] penalties)
    {
        var shrunk = Shrinker.Smallest(Case(network, loss, targets, masked, penalties), c => !Report(c).IsRight);
        return new(shrunk, null, Report(shrunk.Candidate));
    }

    private static GradientReport Report(ShrinkCandidate c) => GradientCheck.Network(c.Network, c.Objective, c.Parameters, c.Batch, c.Key, c.Training, c.State);
}
