namespace Functional.NN.Properties.Catalogue;

/// <summary>What holds for every layer of the catalogue.</summary>
public class LayerLaws
{
    public static TheoryData<string> Names => Named.Names(LayerCases.All);

    public static TheoryData<string> SecondOrderNames => Named.Names(LayerCases.All.Where(c => c.SecondOrder));

    private static LayerCase Case(string name) => Named.Find(LayerCases.All, name);

    [Fact]
    public void Every_layer_has_a_case() =>
        Named.AssertAll<ILayer>(LayerCases.All.SelectMany(c => c.Layer.Children(c.Input).Select(child => child.Layer).Prepend(c.Layer)), typeof(NamedLayer));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_gradients_of_inputs_and_parameters_agree_with_central_differences_in_training_and_evaluation(string name)
    {
        var c = Case(name);
        foreach (bool training in new[] { true, false }) c.Gradient(training).Check().ThrowIfWrong();
    }

    [Theory]
    [MemberData(nameof(SecondOrderNames))]
    public void So_do_the_derivatives_of_its_gradients(string name)
    {
        var c = Case(name);
        RuleChecks.SecondDifferences(point => c.Outputs(point, training: true), c.Point, RandomKey.FromSeed(6));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_trains_under_the_plan_with_the_bits_of_the_eager_steps(string name) => Case(name).Run.HoldsInBothPrecisions();

    [Theory]
    [MemberData(nameof(Names))]
    public void In_evaluation_a_sample_does_not_see_the_others(string name)
    {
        var c = Case(name);
        var model = new Model<double>(c.Network, c.Parameters);
        var (inputs, mask) = (c.Inputs(3), c.Mask(3));
        var together = model.Predict(inputs, mask);
        for (int i = 0; i < 3; i++) Assert.Equal(together.At(i), model.Predict(inputs.Slice(0, i, 1), mask?.Slice(0, i, 1)).At(0));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_with_it_is_read_back_from_JSON(string name)
    {
        var c = Case(name);
        var types = LayerTypes.Default;
        foreach (var function in c.Network.Body.Layers.Where(layer => layer.GetType().Name == "FunctionLayer")) types = types.With(function);
        Assert.Equal(c.Network, Network.FromJson(c.Network.ToJson(), types));
    }
}
