using System.Xml.Linq;

namespace Functional.NN.Tests.Seeing;

/// <summary>Activations and gradients of layers by path.</summary>
public class ActivationTraceTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    private static Batch<double> Batch(Shape sample, int outputs, int count = 5) => new(Key.Fold("x").Normal<double>(sample.Prepend(count)), Key.Fold("t").Normal<double>([count, outputs]));

    private static Trainer<double> TrainerOf(Network network, IObjective? objective = null) => new(network, objective ?? Objective.Supervised(new MeanSquaredError()), new Sgd(0.1));

    [Fact]
    public void Two_numbers_through_a_sigmoid_have_the_gradients_computed_by_hand()
    {
        var network = new Network([1], new Dense(1).Named("z"), new Sigmoid().Named("a"));
        var θ = network.Initialize<double>(Key).With("z.weight", Tensor.Of([1, 1], 2.0)).With("z.bias", Tensor.Vector(2.0));
        var trace = new Model<double>(network, θ).Trace(Objective.Supervised(new HalfSquaredError()), new Batch<double>(Tensor.Of([1, 1], 1.0), Tensor.Of([1, 1], 0.0)));
        double a = 1 / (1 + Math.Exp(-4)), δ = a * a * (1 - a);
        Assert.Equal(4, trace["z"].Output.ToArray()[0], 1e-15);
        Assert.Equal(a, trace["a"].Output.ToArray()[0], 1e-15);
        Assert.Equal(a, trace["a"].Gradient.ToArray()[0], 1e-15);
        Assert.Equal(δ, trace["z"].Gradient.ToArray()[0], 1e-15);
        Assert.Equal(2 * δ, trace.Input.Gradient.ToArray()[0], 1e-15);
        Assert.Equal([δ, δ], trace.Gradient.Vector.ToArray().Select(g => Math.Round(g, 15)).Select(g => Math.Abs(g - δ) < 1e-14 ? δ : g));
        Assert.Equal(a * a / 2, trace.Loss, 1e-15);
    }

    [Fact]
    public void Outputs_are_those_of_the_trace_and_gradients_of_parameters_those_of_the_step()
    {
        var network = new Network([1, 6, 6], new Conv2D(3, 3), new BatchNorm(), new Relu(), new Residual(new Conv2D(3, 3, Padding: ImagePadding.Same), new Dropout(0.3)), new Flatten(), new Frozen(new Dense(4)), new Dense(2));
        var trainer = TrainerOf(network);
        var state = trainer.Initialize(Key);
        var batch = Batch([1, 6, 6], 2);
        var trace = trainer.Trace(state, batch);
        Assert.Equal(trainer.Gradient(state.Model, batch, state.Key.Fold(state.Step)).Gradient, trace.Gradient);
        Assert.Equal(trainer.Gradient(state.Model, batch, state.Key.Fold(state.Step)).Metrics.Loss, trace.Loss);
        var evaluated = trainer.Trace(state.Model, batch);
        Assert.Equal(state.Model.Trace(batch.Inputs).Layers.Select(l => (l.Path, l.Output)), evaluated.Layers.Select(l => (l.Path, l.Output)));
    }

    /// <summary>The layers behind a path, applied to its output moved a little, change the loss as the gradient says.</summary>
    [Fact]
    public void A_gradient_is_how_the_loss_changes_with_the_activation()
    {
        ILayer[] layers = [new Dense(4), new Tanh(), new Residual(new Dense(4), new Sigmoid()), new Dense(2)];
        var network = new Network([3], layers);
        var model = Model<double>.Initialize(network, Key);
        var batch = Batch([3], 2);
        var objective = Objective.Supervised(new MeanSquaredError());
        var trace = model.Trace(objective, batch);
        for (int cut = 1; cut < layers.Length; cut++)
        {
            var rest = new Network([4], layers.Skip(cut));
            var after = new Model<double>(rest, new Parameters<double>(rest.Layout, model.Parameters.Vector.Slice(0, network.Prefix(cut).Layout.Size, rest.Layout.Size)));
            var (output, gradient) = (trace[$"{cut - 1}"].Output, trace[$"{cut - 1}"].Gradient);
            var v = Key.Fold(cut).Normal<double>(output.Shape);
            double Loss(double step) => TrainerOf(rest, objective).Evaluate(after, new Batch<double>(output + v * step, batch.Targets)).Loss;
            Assert.Equal((Loss(1e-5) - Loss(-1e-5)) / 2e-5, (gradient * v).Sum().ToScalar(), 1e-8);
        }
    }

    [Fact]
    public void Whatever_applies_the_network_is_seen_and_the_last_time_counts()
    {
        var twice = Objective.From("twice", c =>
        {
            var (first, second) = (c.Apply(c.Inputs), c.Apply(c.Inputs * 2));
            var loss = (Var.StopGradient(first.Output) * second.Output).Sum();
            return new Evaluation(loss, loss, 0, [], [], 1);
        });
        var network = new Network([3], new Dense(2));
        var model = Model<double>.Initialize(network, Key);
        var batch = Batch([3], 2);
        var trace = model.Trace(twice, batch);
        Assert.Equal(model.Predict(batch.Inputs * 2), Assert.Single(trace.Layers).Output);
        Assert.Equal(model.Predict(batch.Inputs), trace["0"].Gradient);
    }

    [Fact]
    public void Class_inputs_have_no_gradient_and_a_missing_path_is_answered_with_those_there_are()
    {
        var network = new Network([4], new Embedding(7, 3), new Flatten(), new Dense(2));
        var trace = Model<double>.Initialize(network, Key).Trace(Objective.Supervised(new SoftmaxCrossEntropy()), new Batch<double>(Tensor.Generate(Shape.Of(3, 4), i => (double)(i % 7)), Tensor.Vector(0.0, 1, 1)));
        Assert.Equal(Tensor.Zeros<double>([3, 4]), trace.Input.Gradient);
        Assert.NotEqual(0, trace["0"].Gradient.ToArray().Max());
        Assert.Equal("ActivationTrace: there is no layer \"7\"; there are 0, 1, 2.", Assert.Throws<NNException>(() => trace["7"]).Message);
    }

    [Fact]
    public void It_is_a_value_and_is_written_as_text_dot_and_picture()
    {
        var network = new Network([3], new Dense(4), new Residual(new Dense(4), new Tanh()), new Dense(2));
        var trainer = TrainerOf(network);
        ActivationTrace<double> Trace() => trainer.Trace(trainer.Initialize(Key), Batch([3], 2, count: 1));
        var trace = Trace();
        Assert.Equal(trace, Trace());
        Assert.NotEqual(trace, trainer.Trace(trainer.Initialize(Key.Fold(1)), Batch([3], 2, count: 1)));
        Assert.Equal(["path", "input", "0", "1.0", "1.1", "1", "2"], trace.ToText().Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Contains($"a {NumbersTextOf(trace["1.1"].Output)}\\n∂ {NumbersTextOf(trace["1.1"].Gradient)}", trace.ToDot(), StringComparison.Ordinal);
        var picture = XDocument.Parse(trace.ToSvg()).Root!;
        Assert.Empty(DrawnText.Faults(picture));
        Assert.Equal(6, DrawnText.Words(picture, " tick ").Count(words => words.StartsWith('∂')));
    }

    private static string NumbersTextOf(Tensor<double> tensor) => $"[{string.Join(", ", tensor.ToArray().Select(v => Functional.NN.Drawing.NumberText.Of(v, 3)))}]";

    [Fact]
    public void A_batch_that_does_not_fit_is_refused_in_a_sentence() =>
        Assert.Contains("a batch without samples", Assert.Throws<NNException>(() => TrainerOf(new Network([3], new Dense(2))).Trace(Model<double>.Initialize(new Network([3], new Dense(2)), Key), new Batch<double>(Tensor.Zeros<double>([0, 3]), Tensor.Zeros<double>([0, 2])))).Message, StringComparison.Ordinal);
}
