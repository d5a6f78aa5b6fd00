using System.Numerics;
using Functional.NN.Properties.Catalogue;

namespace Functional.NN.Properties;

/// <summary>What holds for the double shadows of float code.</summary>
public class ShadowLaws
{
    public static TheoryData<string> Names => Named.Names(LayerCases.All.Where(c => !c.Point.IsEmpty));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_trace_of_a_layer_replayed_in_float_has_the_bits_of_the_layer(string name)
    {
        var c = Named.Find(LayerCases.All, name);
        Tensor<float>[] at = [.. c.Point.Select(x => x.Cast<float>())];
        foreach (bool training in new[] { true, false })
        {
            Var Outputs(Var[] point) => c.Outputs<float>(point, training);
            Assert.Equal(Outputs(Array.ConvertAll(at, Var.Of)).Value<float>(), Trace.Of(Outputs, at).Replay(at));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shadow_of_a_layer_is_the_layer_in_double(string name)
    {
        var c = Named.Find(LayerCases.All, name);
        Tensor<float>[] at = [.. c.Point.Select(x => x.Cast<float>())];
        Tensor<double>[] exactly = [.. at.Select(x => x.Cast<double>())];
        foreach (bool training in new[] { true, false })
            AssertNear(c.Outputs([.. exactly.Select(Var.Of)], training).Value<double>(), ShadowOf(point => c.Outputs<float>(point, training), at).Value(exactly), training ? 1e-12 : OfState(c));
    }

    [Fact]
    public void The_shadow_of_a_random_network_with_its_loss_is_the_network_in_double() => Law.Holds(NetworkCases.Plain, c =>
    {
        Tensor<float>[] at = [.. Point(c).Select(x => x.Cast<float>())];
        Tensor<double>[] exactly = [.. at.Select(x => x.Cast<double>())];
        AssertNear(Loss<double>(c, Array.ConvertAll(exactly, Var.Of)).Value<double>(), ShadowOf(point => Loss<float>(c, point), at).Value(exactly));
    }, NetworkCases.Smaller, tests: 300);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_a_layer_in_float_is_never_wrong(string name)
    {
        var c = Named.Find(LayerCases.All, name);
        foreach (bool training in new[] { true, false })
            GradientCheck.FunctionOfAll(point => c.Outputs<float>(point, training), c.Point.Select(x => x.Cast<float>())).ThrowIfWrong();
    }

    [Fact]
    public void The_gradient_of_a_random_network_in_float_is_never_wrong_and_nearly_always_right()
    {
        int right = 0, all = 0;
        Law.Holds(NetworkCases.Plain, c =>
        {
            var report = GradientCheck.Network(c.Network, Objective.Supervised(c.Loss, new L2(0.1)), c.Parameters, c.Batch, c.Key, c.Training, options: new(precision: GradientPrecision.Single, coordinates: GradientCoordinates.Sample(5))).ThrowIfWrong();
            (right, all) = (right + report.Count(GradientVerdict.Right), all + report.Entries.Length);
        }, NetworkCases.Smaller, tests: 300);
        Assert.InRange((double)right / all, 0.95, 1);
    }

    [Fact]
    public void A_network_with_a_layer_that_passes_back_a_thousandth_too_little_is_wrong_in_float() => Law.Holds(NetworkCases.Plain, c =>
    {
        var wrong = new Network(c.Input, c.Layers.Add(Layer.From("scaled", x => 0.999 * x + 0.001 * Var.StopGradient(x))));
        var report = GradientCheck.Network(wrong, Objective.Supervised(c.Loss), wrong.Initialize<double>(c.Key), c.Batch, c.Key, c.Training, options: new(precision: GradientPrecision.Single, coordinates: GradientCoordinates.Sample(4)));
        Assert.True(report.Verdict == GradientVerdict.Wrong || report.Entries.All(e => Math.Abs(e.Analytic) <= 1001 * e.Detectable), report.ToString());
    }, NetworkCases.Smaller, tests: 40);

    [Fact]
    public void The_trace_of_a_gradient_replayed_in_float_has_the_bits_of_the_gradient() => Law.Holds(NetworkCases.Plain, c =>
    {
        Tensor<float>[] at = [.. Point(c).Select(x => x.Cast<float>())];
        Var Gradient(Var[] point) => Var.Concat(0, Grad.Reverse(x => Loss<float>(c, x), point).Gradients.Select(g => g.Reshape(g.Shape.Size)));
        Assert.Equal(Gradient(Array.ConvertAll(at, Var.Of)).Value<float>(), Trace.Of(Gradient, at).Replay(at));
    }, NetworkCases.Smaller, tests: 100);

    /// <summary>In evaluation what is computed of the state alone, which is constant here, was computed in float.</summary>
    private static double OfState(LayerCase c) => c.Network.InitialState<float>().Blocks.IsEmpty ? 1e-12 : 1e-6;

    /// <summary>Parameters, inputs, targets and state: whatever a loss depends on.</summary>
    private static IEnumerable<Tensor<double>> Point(NetworkCase c) =>
        [.. c.Network.Layout.Select(c.Parameters.Block), c.Batch.Inputs, c.Batch.Targets, .. c.Network.InitialState<double>().Blocks.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => b.Value)];

    private static Var Loss<T>(NetworkCase c, Var[] point) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int blocks = c.Network.Layout.Count;
        var run = new LayerContext.Run(new ParameterVars(c.Network.Layout, point[..blocks]), c.Key, c.Training, null, FirstSample: 0, Tracing: false);
        var state = c.Network.InitialState<T>().Blocks.Keys.Order(StringComparer.Ordinal).Select((path, i) => KeyValuePair.Create(path, point[blocks + 2 + i]));
        return Objective.Supervised(c.Loss, new L2(0.1)).Evaluate(new ObjectiveContext(c.Network, run, System.Collections.Immutable.ImmutableDictionary.CreateRange(state), point[blocks], point[blocks + 1], null)).Loss;
    }

    private static Shadow ShadowOf(Func<Var[], Var> f, Tensor<float>[] at)
    {
        var recorded = Shadow.Record(f, at);
        Assert.Null(recorded.Remark);
        return recorded.Shadow!;
    }

    private static void AssertNear(Tensor<double> expected, Tensor<double> actual, double within = 1e-12)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double largest = expected.ToArray().Select(Math.Abs).DefaultIfEmpty(0).Max();
        foreach (var (e, a) in expected.ToArray().Zip(actual.ToArray())) Assert.InRange(a, e - within * largest, e + within * largest);
    }
}
