using FsCheck.Fluent;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties;

/// <summary>What holds for what whole networks give.</summary>
public class NetworkLaws
{
    [Fact]
    public void The_same_network_in_float_gives_nearly_the_same_output() => Law.Holds(NetworkCases.Any.Where(c => !EveryLayer.All(c.Layers).Any(layer => layer is Step or Sign or HardShrink)), c =>
    {
        var (model, batch) = (c.Model, c.Batch);
        var expected = model.Predict(batch.Inputs, batch.Mask);
        var error = (expected - model.Cast<float>().Predict(batch.Inputs.Cast<float>(), batch.Mask?.Cast<float>()).Cast<double>()).Abs();
        Assert.All(error.ToArray(), e => Assert.InRange(e, 0, 1e-3 * (1 + expected.Abs().ToArray().Max())));
    }, NetworkCases.Smaller);

    [Fact]
    public void In_evaluation_a_sample_does_not_see_the_others() => Law.Holds(NetworkCases.Any, c =>
    {
        var (model, batch) = (c.Model, c.Batch);
        var together = model.Predict(batch.Inputs, batch.Mask);
        for (int i = 0; i < c.Samples; i++) Assert.Equal(together.At(i), model.Predict(batch.Inputs.Slice(0, i, 1), batch.Mask?.Slice(0, i, 1)).At(0));
    }, NetworkCases.Smaller);
}
