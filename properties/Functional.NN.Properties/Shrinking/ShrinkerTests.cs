using System.Text.RegularExpressions;
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
            // The smallest case found. Wrong: WrongTanh ("4").
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
            var θ = new Parameters<double>(network.Layout, Tensor.Zeros<double>([1]));
            var batch = new Batch<double>(Tensor.Of([1, 1], 1.0), Tensor.Of([1, 1], 1.0));
            GradientCheck.Network(network, new MeanSquaredError(), θ, batch).ThrowIfWrong();
            """.ReplaceLineEndings("\n"), shrunk.Code);
    }

    [Fact]
    public void A_wrong_layer_in_a_stack_of_recurrent_ones_is_named_by_its_path()
    {
        var network = new Network([5, 3], new Sequential(new Lstm(4, ReturnSequence: true), new Sequential(new Dense(4, PerPosition: true), new WrongTanh()).Named("bend"), new Gru(3, ReturnSequence: true)).Named("stack"), new LastStep(), new Dense(2));
        var shrunk = Shrink(network, new MeanSquaredError(), Numbers(2, 2), masked: true);
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
        Assert.Equal("new Network([1], new ShrinkerTests.Doubled())", shrunk.Code.Split('\n').Single(line => line.StartsWith("var network", StringComparison.Ordinal))["var network = ".Length..^1]);
        Assert.Equal("Doubled(Sequential()) (\"1\")", shrunk.Piece);
    }

    [Fact]
    public void A_layer_checked_by_itself_is_shrunk_as_well()
    {
        var report = GradientCheck.Layer(new Sequential(new Conv2D(3, 3, Padding: 1), new ParallelLayers(new Relu(), new Sequential(new BatchNorm(), new WrongTanh()).Named("bend"))), [2, 4, 4], Key);
        AssertIs<WrongTanh>(report.Smallest!, "1.bend.1");
        Assert.Equal("WrongTanh", GradientCheck.Layer(new WrongTanh(), [2], Key).Smallest!.Piece);
        Assert.Null(GradientCheck.Layer(new WrongTanh(), [2], Key, options: new(shrink: false)).Smallest);
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
        var wrong = Layer.From("others", x => x + 0.5 * Var.StopGradient(x.Sum([0]).Reshape(x.Shape.Sample.Prepend(1)) - x));
        var shrunk = Shrink(new([3], new Dense(4), new Tanh(), wrong, new Dense(2)), new MeanSquaredError(), Numbers(7, 2));
        Assert.Equal((2, "others (\"2\")"), (shrunk.Batch.Count, shrunk.Piece));
    }

    [Fact]
    public void In_random_networks_the_wrong_layer_is_what_is_left()
    {
        int wrong = 0;
        Law.Holds(NetworkCases.Plain, c =>
        {
            var network = new Network(c.Input, c.Layers.Insert(c.Layers.Length - 1, new WrongTanh()));
            var report = GradientCheck.Network(network, c.Loss, network.Initialize<double>(c.Key), c.Batch, c.Key, c.Training, options: new(coordinates: GradientCoordinates.Directions(4)));
            if (report.Verdict != GradientVerdict.Wrong) return;
            wrong++;
            Assert.IsType<WrongTanh>(Assert.Single(report.Smallest!.Network.Body.Layers));
            Assert.Equal((1, $"WrongTanh (\"{c.Layers.Length - 1}\")"), (report.Smallest.Batch.Count, report.Smallest.Piece));
        }, tests: 20);
        Assert.True(wrong > 10, $"only {wrong} of 20 networks were wrong");
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
        var shrunk = Shrinker.Smallest(start, c => ++asked > 0, TimeSpan.FromMinutes(1), mostTries: 3);
        Assert.Equal((3, 3, 3), (asked, shrunk.Tries, shrunk.Steps));
        Assert.Same(start, Shrinker.Smallest(start, c => true, TimeSpan.Zero).Candidate);
    }

    [Fact]
    public void What_throws_is_no_smaller_case()
    {
        var start = Case(new([6], new Dense(4), new WrongTanh(), new Dense(3)), new MeanSquaredError(), Numbers(4, 3));
        Assert.Same(start, Shrinker.Smallest(start, c => throw new InvalidOperationException(), TimeSpan.FromMinutes(1)).Candidate);
    }

    [Fact]
    public void What_does_not_return_is_left_to_itself()
    {
        using var never = new ManualResetEventSlim();
        var start = Case(new([6], new Dense(4), new WrongTanh(), new Dense(3)), new MeanSquaredError(), Numbers(4, 3));
        int asked = 0;
        var shrunk = Shrinker.Smallest(start, c =>
        {
            if (++asked > 2) never.Wait();
            return true;
        }, TimeSpan.FromMilliseconds(1));
        Assert.InRange(shrunk.Steps, 0, 2);
        never.Set();
    }

    [Fact]
    public void A_network_that_is_right_or_is_not_to_be_shrunk_has_no_smallest_case()
    {
        var wrong = Case(new([3], new WrongTanh()), new MeanSquaredError(), Numbers(2, 3));
        GradientReport Of(Network network, GradientCheckOptions options) => GradientCheck.Network(network, wrong.Objective, wrong.Parameters, wrong.Batch, options: options);
        Assert.Null(Of(new([3], new Tanh()), new()).Smallest);
        Assert.Null(Of(wrong.Network, new(shrink: false)).Smallest);
        Assert.NotNull(Of(wrong.Network, new()).Smallest);
    }

    [Fact]
    public void A_report_shows_the_smallest_case_in_every_form()
    {
        var wrong = Case(new([3], new Dense(3), new WrongTanh()), new MeanSquaredError(), Numbers(2, 3));
        var report = GradientCheck.Network(wrong.Network, wrong.Objective, wrong.Parameters, wrong.Batch);
        Assert.Contains("new Network([1], new WrongTanh())", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"piece\": ", report.ToJson(), StringComparison.Ordinal);
        Assert.Contains("<system-out>// The smallest case found. Wrong: WrongTanh", report.ToJUnitXml(), StringComparison.Ordinal);
        Assert.EndsWith("What fails is WrongTanh (\"1\"); Smallest.Code of the report is a program that shows it.", Assert.Throws<NNException>(report.ThrowIfWrong).Message, StringComparison.Ordinal);
        Assert.Equal(GradientVerdict.Wrong, report.Smallest!.Report.Verdict);
    }

    [Fact]
    public void The_options_of_the_check_are_in_the_code_but_for_the_coordinates_of_which_all_are_checked()
    {
        var wrong = Case(new([3], new WrongTanh()), new MeanSquaredError(), Numbers(2, 3));
        var report = GradientCheck.Network(wrong.Network, wrong.Objective, wrong.Parameters, wrong.Batch, options: new(GradientMethod.Richardson, tolerance: 1e-5, coordinates: GradientCoordinates.Directions(3)));
        Assert.Contains("options: new GradientCheckOptions(GradientMethod.Richardson, tolerance: 1E-05)", Regex.Replace(report.Smallest!.Code, "(?<=[(,])\\s+", "").Replace(",", ", ", StringComparison.Ordinal), StringComparison.Ordinal);
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
        var c = Case(network, loss, targets, masked, penalties);
        return GradientCheck.Network(c.Network, c.Objective, c.Parameters, c.Batch, c.Key, c.Training, c.State, new(coordinates: GradientCoordinates.Directions(8))).Smallest!;
    }
}
