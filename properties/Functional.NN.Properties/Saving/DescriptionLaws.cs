using FsCheck.Fluent;
using Functional.NN.Properties.Catalogue;
using Functional.NN.Properties.Copies;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Saving;

/// <summary>Every description of the catalogue is read back from its JSON equal, and says the same JSON again.</summary>
public class DescriptionLaws
{
    private static readonly Type[] NeedFunctions = [typeof(FunctionLayer)];

    public static TheoryData<Type> Types => [.. typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && DescriptionKind.IsNamed(type)).Except(NeedFunctions)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_of_a_kind_comes_back(Type type)
    {
        object[] specimens = [.. Specimens.Of(type).Take(12)];
        Assert.NotEmpty(specimens);
        foreach (object specimen in specimens) ComesBack(specimen);
    }

    /// <summary>What is taken by the constructor is told by it, and nothing is set behind it: code and JSON have the same fields.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void What_can_be_set_on_it_is_taken_by_its_constructor(Type type)
    {
        var form = DescriptionForm.Of(type)!;
        Assert.Empty(form.Settings);
        Assert.DoesNotContain(form.Parameters, field => field.Property is null);
    }

    [Fact]
    public void So_does_everything_the_catalogue_has_cases_of()
    {
        IEnumerable<object> all = [.. LayerCases.All.Select(c => c.Layer), .. LossCases.All.Select(c => c.Loss), .. PenaltyCases.All, .. ObjectiveCases.All.Select(c => c.Run.Objective), .. OptimizerCases.All];
        var written = all.Where(value => !IsFunction(value)).ToList();
        Assert.InRange(written.Count, 200, 1000);
        Assert.All(written, ComesBack);
    }

    [Fact]
    public void So_do_optimizers_inside_each_other_with_any_constants() => Law.Holds(Gen.OneOf(RuleDraw.Any, TransformationDraw.Any, TransformationDraw.Nested), optimizer => ComesBack(optimizer));

    [Fact]
    public void So_do_schedules_inside_each_other_with_any_constants() => Law.Holds(Gen.OneOf(ScheduleDraw.All.Values), schedule => ComesBack(schedule));

    [Fact]
    public void So_do_parts_that_are_of_no_kind()
    {
        ComesBack(new EarlyStopping(3, 0.25));
        ComesBack(new Batching(32, Sampling.WithReplacement, true, new Augmentations(new RandomAffine(10, 2), new CutOut(3))));
        ComesBack(new Normalizer(Tensor.Vector(0.1, -0.0), Tensor.Vector(1e-300, 3), 0.5));
        ComesBack(new ParameterGroup(BlockSelection.Weights.Inverse(), new Sgd(double.Epsilon)));
        ComesBack(new HeadTask("class", new SoftmaxCrossEntropy(0.1), []));
        ComesBack(new Network([3], new Dense(2)).Freeze(BlockSelection.Under("0.weight")));
    }

    [Fact]
    public void So_does_what_a_class_of_somebody_else_takes_behind_its_constructor()
    {
        var types = LayerTypes.Default.With<Code.OwnLayer>();
        var layer = new Code.OwnLayer(2, [0.5, 1]) { Label = "mine" };
        Assert.Equal("""{ "type": "OwnLayer", "gain": 2, "taps": [0.5, 1], "small": 0.1, "label": "mine" }""", Description.ToJson(layer));
        var read = (Code.OwnLayer)Description.FromJson<ILayer>(Description.ToJson(layer), types);
        Assert.Equal((2, "0.5 1", 0.1f, "mine"), (read.Gain, string.Join(' ', read.Taps), read.Small, read.Label));
        Assert.Equal("none", ((Code.OwnLayer)Description.FromJson<ILayer>("""{"type":"OwnLayer","gain":2,"taps":[]}""", types)).Label);
    }

    [Fact]
    public void So_do_numbers_of_any_kind_in_tensors() => Law.Holds(Draw.Tensors, tensor =>
    {
        if (tensor.ToArray().Any(double.IsNaN)) Assert.Throws<NNException>(() => Description.ToJson(new Given(tensor)));
        else ComesBack(new Given(tensor));
    });

    /// <summary>A way that forgets a field does not pass.</summary>
    [Fact]
    public void What_is_lost_on_the_way_is_seen() =>
        Assert.ThrowsAny<Exception>(() => Same(new Adam(0.1, 0.5), Description.FromJson<IMinimizer>(Description.ToJson(new Adam(0.1)))));

    private static bool IsFunction(object value) => value.ToString() is "twice" or "cubes" or "distance" || value is FunctionLayer or FunctionLoss or FunctionPenalty;

    private static void ComesBack(object value)
    {
        string json = Description.ToJson(value);
        object read = typeof(Description).GetMethod(nameof(Description.FromJson))!.MakeGenericMethod(DescriptionKind.Of(value.GetType())?.Type ?? value.GetType()).Invoke(null, [json, null])!;
        Same(value, read);
        Assert.Equal(json, Description.ToJson(read));
    }

    private static void Same(object value, object read) => Assert.True(DescriptionParts.Same(value, read), $"{value} came back as {read}");
}
